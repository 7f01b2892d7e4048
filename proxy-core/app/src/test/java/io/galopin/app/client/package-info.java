/** Tests of the client commands, against a server that records what it is asked. */
@NullMarked
package io.galopin.app.client;

import org.jspecify.annotations.NullMarked;
