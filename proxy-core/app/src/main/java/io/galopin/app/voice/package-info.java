/**
 * What a run says while it goes on and when it ends. Lines go through a queue, so that whoever
 * reads them slowly, or not at all, holds up nothing.
 */
@NullMarked
package io.galopin.app.voice;

import org.jspecify.annotations.NullMarked;
