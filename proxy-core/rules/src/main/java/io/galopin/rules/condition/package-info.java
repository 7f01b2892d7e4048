/**
 * What rules and toxics have in common: conditions, as text and as objects, triggers, and the
 * attributes that a condition can use.
 */
@NullMarked
package io.galopin.rules.condition;

import org.jspecify.annotations.NullMarked;
