package io.galopin.protocol.smtp;

/**
 * The largest sizes of what is held or counted.
 *
 * @param line the most bytes of a command, including its line end
 * @param authLine the same for AUTH, and for the answers to its challenges
 * @param reply the most bytes of a reply, all its lines together
 */
record Limits(int line, int authLine, int reply) {}
