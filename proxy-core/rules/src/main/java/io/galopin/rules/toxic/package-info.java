/** Reads toxics as text and as objects, and creates the engine's toxics from them. */
@NullMarked
package io.galopin.rules.toxic;

import org.jspecify.annotations.NullMarked;
