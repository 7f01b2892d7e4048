/**
 * What somebody wrote, before anybody knows what it means: values, sections and plugins with their
 * options, where each stands in which file, and what is wrong with it.
 */
@NullMarked
package io.galopin.rules.source;

import org.jspecify.annotations.NullMarked;
