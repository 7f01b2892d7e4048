/** Tests through an embedded engine. */
@NullMarked
package io.galopin.assertj;

import org.jspecify.annotations.NullMarked;
