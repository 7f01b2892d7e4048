/** Shared by the tests of Galopin and of its plugins. Never part of a distribution. */
@NullMarked
package io.galopin.testkit;

import org.jspecify.annotations.NullMarked;
