package io.galopin.protocol.http;

/**
 * The largest sizes of the parts of a message that are held until they are complete.
 *
 * @param line the most bytes of a line, including its CR LF
 * @param head the most bytes of a head or trailer; not less than {@code line}
 */
record Limits(int line, int head) {}
