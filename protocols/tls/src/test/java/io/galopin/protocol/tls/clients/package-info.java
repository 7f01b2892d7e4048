/** Real clients and a real server of the JDK, with a proxy between them. */
@NullMarked
package io.galopin.protocol.tls.clients;

import org.jspecify.annotations.NullMarked;
