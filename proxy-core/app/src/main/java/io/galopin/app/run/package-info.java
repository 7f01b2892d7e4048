/**
 * Runs proxies: loads plugins, starts the engine and the control API, and stops all of them in
 * order after a signal.
 */
@NullMarked
package io.galopin.app.run;

import org.jspecify.annotations.NullMarked;
