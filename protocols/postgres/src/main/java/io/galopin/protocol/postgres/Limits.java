package io.galopin.protocol.postgres;

/**
 * The largest sizes.
 *
 * @param head the most bytes of a head: of what a client sends up to Sync, and of a reply up to its
 *     first row
 * @param message the most bytes of one message
 * @param prepared the most bytes of the texts of prepared statements that are remembered
 */
record Limits(int head, long message, int prepared) {}
