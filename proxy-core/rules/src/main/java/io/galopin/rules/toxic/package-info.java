/** Toxics, as text and as objects, and how the engine's toxics are made of that. */
@NullMarked
package io.galopin.rules.toxic;

import org.jspecify.annotations.NullMarked;
