package io.galopin.protocol.redis;

/**
 * What messages may measure.
 *
 * @param head the most bytes of a request up to its key, of an inline command, and of what tells of
 *     a subscription
 * @param bulk the most bytes of one value
 * @param elements the most elements of one array, set, push or map
 * @param depth how deep they may be within each other
 */
record Limits(int head, long bulk, long elements, int depth) {}
