@NullMarked
package io.galopin.protocol.tls;

import org.jspecify.annotations.NullMarked;
