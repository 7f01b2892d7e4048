/**
 * What tests of the engine and of plugins stand on: time that a test moves, sockets without a
 * network, and a check that no buffer is left behind. It knows no engine. Never part of a
 * distribution.
 */
@NullMarked
package io.galopin.testbed;

import org.jspecify.annotations.NullMarked;
