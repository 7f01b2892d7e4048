/**
 * What rules ask of an exchange or a connection: terms, conditions on their values, and triggers
 * that say when; and how values and triggers are written in one line of text.
 *
 * <p>Not here: how conditions and whole rules are written down, and what rules do.
 */
@NullMarked
package io.galopin.engine.match;

import org.jspecify.annotations.NullMarked;
