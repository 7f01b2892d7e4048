/** Tests of the parts that work while proxies run. */
@NullMarked
package io.galopin.app.run;

import org.jspecify.annotations.NullMarked;
