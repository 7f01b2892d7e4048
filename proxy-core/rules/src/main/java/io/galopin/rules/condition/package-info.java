/**
 * What stands in rules and toxics alike: conditions, as text and as objects, and triggers; and the
 * words that a condition can use.
 */
@NullMarked
package io.galopin.rules.condition;

import org.jspecify.annotations.NullMarked;
