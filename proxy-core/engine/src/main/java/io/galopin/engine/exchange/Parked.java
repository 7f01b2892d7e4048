package io.galopin.engine.exchange;

import io.galopin.api.Reply;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to a protocol whose conversation waits for the handshake of a layer.
 *
 * @param unanswered its exchanges without a reply
 * @param newest its exchange that began last
 * @param newestReply the reply that arrived last
 */
record Parked(
    Unanswered unanswered, @Nullable ActiveExchange newest, @Nullable Reply newestReply) {}
