@NullMarked
package io.galopin.live;

import org.jspecify.annotations.NullMarked;
