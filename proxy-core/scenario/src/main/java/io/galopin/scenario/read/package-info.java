/** Reads scenarios from HOCON, and says file and line of what is wrong. */
@NullMarked
package io.galopin.scenario.read;

import org.jspecify.annotations.NullMarked;
