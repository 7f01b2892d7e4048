/**
 * The built-in behaviors, one file each. They decide what happens to the exchanges that a rule
 * chose.
 *
 * <p>Elsewhere: how exchanges are chosen (the engine's rules), how a failure looks on the wire (the
 * protocols), and what acts on bytes instead of exchanges (the toxics).
 */
@NullMarked
package io.galopin.behavior.exchange;

import org.jspecify.annotations.NullMarked;
