/** What docs/recipes.md tells. Its samples come from here. */
@NullMarked
package io.galopin.recipes;

import org.jspecify.annotations.NullMarked;
