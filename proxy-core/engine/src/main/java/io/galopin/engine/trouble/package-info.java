/**
 * What plugins and the proxy itself do wrong, and how that is said without filling the log. Knows
 * nobody.
 */
@NullMarked
package io.galopin.engine.trouble;

import org.jspecify.annotations.NullMarked;
