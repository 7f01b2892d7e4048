/**
 * Protocol {@code redis}: RESP2 and RESP3 as the Redis serialization protocol specification has
 * them, watched and not rewritten.
 *
 * <p>The scanners here only find where commands and replies begin and end; what is forwarded are
 * the bytes that came, and values of any size stream through. What Redis would refuse is refused
 * with its words. {@link io.galopin.protocol.redis.Modes} follows what a client's commands change
 * about the conversation: the database, transactions, {@code CLIENT REPLY}; {@link
 * io.galopin.protocol.redis.Subscriptions} follows what the replies say about publish and
 * subscribe. After {@code SYNC} and {@code PSYNC} a connection is cut into {@linkplain
 * io.galopin.api.Turns turns}.
 *
 * <p>Not here: RESP3's streamed strings and aggregates, which no server sends; commands that a
 * transaction or a script runs, as seen in their replies.
 */
@NullMarked
package io.galopin.protocol.redis;

import org.jspecify.annotations.NullMarked;
