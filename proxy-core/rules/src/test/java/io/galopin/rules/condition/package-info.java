@NullMarked
package io.galopin.rules.condition;

import org.jspecify.annotations.NullMarked;
