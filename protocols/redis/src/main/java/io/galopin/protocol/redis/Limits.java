package io.galopin.protocol.redis;

/**
 * The largest sizes of messages.
 *
 * @param head the most bytes of a request up to its key, of an inline command, and of the
 *     confirmation of a subscription
 * @param bulk the most bytes of one value
 * @param elements the most elements of one array, set, push or map
 * @param depth how deep these may nest
 */
record Limits(int head, long bulk, long elements, int depth) {}
