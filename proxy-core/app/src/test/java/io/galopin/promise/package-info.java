/**
 * What Galopin promises, held against real servers and clients over real sockets, with the built-in
 * plugins as PF4J finds them.
 */
@NullMarked
package io.galopin.promise;

import org.jspecify.annotations.NullMarked;
