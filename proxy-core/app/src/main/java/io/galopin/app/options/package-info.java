/**
 * The options of the commands: names, values, groups, parsing and help. Nothing here acts on an
 * option.
 */
@NullMarked
package io.galopin.app.options;

import org.jspecify.annotations.NullMarked;
