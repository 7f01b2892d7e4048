/** Plugins that fail in every way, as those of somebody else might: in a package of their own. */
@NullMarked
package io.galopin.unsound;

import org.jspecify.annotations.NullMarked;
