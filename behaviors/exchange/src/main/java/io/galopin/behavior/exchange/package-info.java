/**
 * The built-in behaviors, one file each: what happens to an exchange that a rule has chosen.
 *
 * <p>Not here: how they are chosen (the engine's rules), how a failure looks on the wire (the
 * protocols), and faults that act on bytes rather than on exchanges.
 */
@NullMarked
package io.galopin.behavior.exchange;

import org.jspecify.annotations.NullMarked;
