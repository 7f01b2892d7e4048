/** The ordered record of faults and troubles: entries, kept as bytes, and who reads them. */
@NullMarked
package io.galopin.engine.journal;

import org.jspecify.annotations.NullMarked;
