package io.galopin.protocol.http;

/**
 * What the parts of a message that have to be held until they are complete may measure.
 *
 * @param line the most bytes of a line, its CR LF included
 * @param head the most bytes of a head or trailer; not less than {@code line}
 */
record Limits(int line, int head) {}
