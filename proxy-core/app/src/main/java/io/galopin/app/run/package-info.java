/**
 * What is at work while proxies run: plugins, the engine, the control API beside it, and how all of
 * it ends in order when the process is told to end.
 */
@NullMarked
package io.galopin.app.run;

import org.jspecify.annotations.NullMarked;
