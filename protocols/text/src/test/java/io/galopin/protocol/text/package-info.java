@NullMarked
package io.galopin.protocol.text;

import org.jspecify.annotations.NullMarked;
