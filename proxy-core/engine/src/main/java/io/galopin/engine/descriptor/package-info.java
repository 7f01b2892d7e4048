/** File descriptors: how many there are, and who may have one. */
@NullMarked
package io.galopin.engine.descriptor;

import org.jspecify.annotations.NullMarked;
