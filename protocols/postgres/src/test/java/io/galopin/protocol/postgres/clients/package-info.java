/** A real server and real clients. */
@NullMarked
package io.galopin.protocol.postgres.clients;

import org.jspecify.annotations.NullMarked;
