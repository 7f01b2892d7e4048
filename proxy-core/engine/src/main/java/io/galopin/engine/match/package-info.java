/**
 * What rules ask of an exchange or a connection: terms, conditions on their values, and triggers
 * that say when.
 *
 * <p>Not here: how they are read from text, and what rules do.
 */
@NullMarked
package io.galopin.engine.match;

import org.jspecify.annotations.NullMarked;
