/**
 * The grammar of rules and mixes: how they are written as a line of text, in HOCON and in JSON, all
 * read with the same code, checks and sentences; and how the engine's rules are made of that, with
 * instances of the plugins that they name.
 *
 * <p>Not here: files, and whatever else is configured of a proxy; what a rule does.
 */
@NullMarked
package io.galopin.rules;

import org.jspecify.annotations.NullMarked;
