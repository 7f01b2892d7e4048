/**
 * The output of a run while it goes on and when it ends. Lines go through a queue, so that a slow
 * reader blocks nothing.
 */
@NullMarked
package io.galopin.app.voice;

import org.jspecify.annotations.NullMarked;
