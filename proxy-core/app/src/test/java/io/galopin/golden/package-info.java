/**
 * Fixed conversations, and what Galopin made of them once: the journals and the bytes of the golden
 * files are to stay as they are.
 */
@NullMarked
package io.galopin.golden;

import org.jspecify.annotations.NullMarked;
