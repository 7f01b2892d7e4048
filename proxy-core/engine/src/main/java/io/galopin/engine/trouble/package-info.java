/**
 * Failures of plugins and of the proxy itself, and how they are logged without filling the log.
 * Depends on no other package of the engine.
 */
@NullMarked
package io.galopin.engine.trouble;

import org.jspecify.annotations.NullMarked;
