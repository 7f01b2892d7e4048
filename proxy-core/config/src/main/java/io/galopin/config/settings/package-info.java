/**
 * Single settings with their names and ranges. Also what one source says, before it is laid over
 * another and checked as a whole.
 */
@NullMarked
package io.galopin.config.settings;

import org.jspecify.annotations.NullMarked;
