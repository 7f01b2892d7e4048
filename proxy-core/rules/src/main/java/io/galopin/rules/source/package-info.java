/**
 * What a user wrote, before anything knows what it means: values, sections, and plugins with their
 * options. Also where each stands in which file, and what is wrong with it.
 */
@NullMarked
package io.galopin.rules.source;

import org.jspecify.annotations.NullMarked;
