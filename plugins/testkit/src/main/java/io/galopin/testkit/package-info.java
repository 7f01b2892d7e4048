/** What tests of Galopin and of its plugins share. Never part of a distribution. */
@NullMarked
package io.galopin.testkit;

import org.jspecify.annotations.NullMarked;
