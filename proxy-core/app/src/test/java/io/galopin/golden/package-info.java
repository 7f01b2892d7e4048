/**
 * Fixed conversations, and what Galopin once made of them. The journals and bytes of the golden
 * files must stay the same.
 */
@NullMarked
package io.galopin.golden;

import org.jspecify.annotations.NullMarked;
