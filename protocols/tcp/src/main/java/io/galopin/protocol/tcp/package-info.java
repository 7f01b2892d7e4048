/**
 * Protocol {@code tcp}: any conversation over TCP, no matter which side speaks first. It does not
 * understand the bytes, so an exchange is a {@linkplain io.galopin.api.Turns turn} and a failure is
 * a reset.
 */
@NullMarked
package io.galopin.protocol.tcp;

import org.jspecify.annotations.NullMarked;
