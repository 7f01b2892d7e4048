@NullMarked
package io.galopin.tls;

import org.jspecify.annotations.NullMarked;
