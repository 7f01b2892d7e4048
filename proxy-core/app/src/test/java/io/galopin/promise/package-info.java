/**
 * Tests what Galopin promises with real servers and clients over real sockets, and with the
 * built-in plugins as PF4J finds them.
 */
@NullMarked
package io.galopin.promise;

import org.jspecify.annotations.NullMarked;
