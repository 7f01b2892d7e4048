package io.galopin.client;

/**
 * What has come to a proxy since it was opened.
 *
 * @param connections clients that were accepted
 * @param exchanges requests that have begun; turns on raw TCP
 */
public record Traffic(long connections, long exchanges) {}
