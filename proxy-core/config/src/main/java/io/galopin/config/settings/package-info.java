/**
 * Single settings with their names and ranges, and what a source says of them, before it is laid
 * over another and checked as a whole.
 */
@NullMarked
package io.galopin.config.settings;

import org.jspecify.annotations.NullMarked;
