@NullMarked
package io.galopin.journal.exchange;

import org.jspecify.annotations.NullMarked;
