@NullMarked
package io.galopin.journal;

import org.jspecify.annotations.NullMarked;
