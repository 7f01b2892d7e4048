/** Tests of conditions and triggers. */
@NullMarked
package io.galopin.engine.match;

import org.jspecify.annotations.NullMarked;
