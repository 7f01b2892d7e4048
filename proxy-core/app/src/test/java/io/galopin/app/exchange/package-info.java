/** Tests of the file of exchanges. */
@NullMarked
package io.galopin.app.exchange;

import org.jspecify.annotations.NullMarked;
