/** Tests that use the extension, and tests that run such tests. */
@NullMarked
package io.galopin.junit;

import org.jspecify.annotations.NullMarked;
