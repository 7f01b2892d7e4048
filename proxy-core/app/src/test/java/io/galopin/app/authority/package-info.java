/** Tests of the commands that begin with {@code galopin ca}. */
@NullMarked
package io.galopin.app.authority;

import org.jspecify.annotations.NullMarked;
