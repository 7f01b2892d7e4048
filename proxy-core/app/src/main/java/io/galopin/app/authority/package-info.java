/** The commands that begin with {@code galopin ca}: Galopin's own authority for certificates. */
@NullMarked
package io.galopin.app.authority;

import org.jspecify.annotations.NullMarked;
