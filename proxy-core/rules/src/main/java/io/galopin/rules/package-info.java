/**
 * The grammar of rules and mixes: as a line of text, in HOCON and in JSON. One parser with the same
 * checks and messages reads all three. This package also turns what it read into rules of the
 * engine, with instances of the plugins that they name.
 *
 * <p>It does not read files or the rest of a proxy's configuration, and it does not run rules.
 */
@NullMarked
package io.galopin.rules;

import org.jspecify.annotations.NullMarked;
