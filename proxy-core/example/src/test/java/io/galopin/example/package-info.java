/** How tests with proxies are written; the documentation is taken from here. */
@NullMarked
package io.galopin.example;

import org.jspecify.annotations.NullMarked;
