/** AssertJ assertions about what proxies have injected. */
@NullMarked
package io.galopin.assertj;

import org.jspecify.annotations.NullMarked;
