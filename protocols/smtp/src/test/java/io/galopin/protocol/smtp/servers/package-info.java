/** The protocol between real clients and real servers. */
@NullMarked
package io.galopin.protocol.smtp.servers;

import org.jspecify.annotations.NullMarked;
