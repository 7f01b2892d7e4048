/** A small service with the backends that many have: a cache, a neighbour, and a database. */
@NullMarked
package io.galopin.example;

import org.jspecify.annotations.NullMarked;
