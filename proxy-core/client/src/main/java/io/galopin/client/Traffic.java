package io.galopin.client;

/**
 * How much has arrived at a proxy since it was opened.
 *
 * @param connections the number of accepted clients
 * @param exchanges the number of requests that have begun; on raw TCP, of turns
 */
public record Traffic(long connections, long exchanges) {}
