/** Plugins that fail in every way. They have their own package, like those of third parties. */
@NullMarked
package io.galopin.unsound;

import org.jspecify.annotations.NullMarked;
