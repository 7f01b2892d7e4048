/**
 * Foundations for tests of the engine and of plugins: time that a test controls, sockets without a
 * network, and a check for leaked buffers. It does not know the engine. Never part of a
 * distribution.
 */
@NullMarked
package io.galopin.testbed;

import org.jspecify.annotations.NullMarked;
