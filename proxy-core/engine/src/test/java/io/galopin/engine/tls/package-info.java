@NullMarked
package io.galopin.engine.tls;

import org.jspecify.annotations.NullMarked;
