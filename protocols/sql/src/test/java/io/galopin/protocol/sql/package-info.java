@NullMarked
package io.galopin.protocol.sql;

import org.jspecify.annotations.NullMarked;
