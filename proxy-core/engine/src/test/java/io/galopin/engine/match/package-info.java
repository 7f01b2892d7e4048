/** Tests of what rules ask. */
@NullMarked
package io.galopin.engine.match;

import org.jspecify.annotations.NullMarked;
