package io.galopin.protocol.mysql;

/**
 * The largest sizes of what is held or kept.
 *
 * @param statement the most bytes of a command that are read for rules; the rest streams past
 * @param packet the most bytes of a packet that has to be held whole
 * @param prepared the most bytes that the texts of a connection's prepared statements may take
 */
record Limits(int statement, int packet, int prepared) {}
