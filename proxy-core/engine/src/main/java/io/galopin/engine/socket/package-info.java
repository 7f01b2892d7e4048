/**
 * One side of a connection: a socket, what is written to it, and how it ends so that all arrives.
 */
@NullMarked
package io.galopin.engine.socket;

import org.jspecify.annotations.NullMarked;
