@NullMarked
package io.galopin.control;

import org.jspecify.annotations.NullMarked;
