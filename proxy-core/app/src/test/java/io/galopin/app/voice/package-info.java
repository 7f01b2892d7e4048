/** Tests of what a run says. */
@NullMarked
package io.galopin.app.voice;

import org.jspecify.annotations.NullMarked;
