@NullMarked
package io.galopin.rules;

import org.jspecify.annotations.NullMarked;
