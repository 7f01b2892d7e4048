/**
 * The built-in toxics, one file each. They decide what happens to the bytes of a link. Names,
 * attributes and units are those of Toxiproxy, with hyphens.
 *
 * <p>Elsewhere: on which connections a toxic acts and how bytes are kept while they wait (the
 * engine), and what acts on exchanges (the behaviors).
 */
@NullMarked
package io.galopin.behavior.stream;

import org.jspecify.annotations.NullMarked;
