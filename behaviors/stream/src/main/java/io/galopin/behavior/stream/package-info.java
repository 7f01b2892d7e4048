/**
 * The built-in toxics, one file each: what happens to the bytes of a link. They have the names,
 * attributes and units of Toxiproxy's, with hyphens.
 *
 * <p>Not here: on which connections they act (toxicity, in the engine), how bytes are kept while
 * they wait, and faults that act on exchanges.
 */
@NullMarked
package io.galopin.behavior.stream;

import org.jspecify.annotations.NullMarked;
