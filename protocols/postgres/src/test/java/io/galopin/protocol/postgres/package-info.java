@NullMarked
package io.galopin.protocol.postgres;

import org.jspecify.annotations.NullMarked;
