/** A small service with typical backends: a cache, another service and a database. */
@NullMarked
package io.galopin.example;

import org.jspecify.annotations.NullMarked;
