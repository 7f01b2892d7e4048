/** Tests of the protocol between real clients and a real server. */
@NullMarked
package io.galopin.protocol.redis.clients;

import org.jspecify.annotations.NullMarked;
