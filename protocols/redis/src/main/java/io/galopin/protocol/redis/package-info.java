/**
 * Protocol {@code redis}: RESP2 and RESP3 according to the Redis serialization protocol
 * specification. Messages are watched, not rewritten.
 *
 * <p>The scanners only find where commands and replies begin and end. The engine forwards the bytes
 * as they came, and values of any size stream through. What Redis would refuse is refused with the
 * same error. {@link io.galopin.protocol.redis.Modes} follows how commands change the conversation:
 * the database, transactions, {@code CLIENT REPLY}. {@link io.galopin.protocol.redis.Subscriptions}
 * follows what replies say about publish and subscribe. After {@code SYNC} and {@code PSYNC}, a
 * connection is cut into {@linkplain io.galopin.api.Turns turns}.
 *
 * <p>Not covered: RESP3's streamed strings and aggregates, which no server sends; commands that run
 * in a transaction or a script, as seen in their replies.
 */
@NullMarked
package io.galopin.protocol.redis;

import org.jspecify.annotations.NullMarked;
