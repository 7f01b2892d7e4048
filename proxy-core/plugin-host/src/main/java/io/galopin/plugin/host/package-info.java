/**
 * Finds plugins, loads and unloads those that come as JARs, and says what is wrong with those that
 * do not work. PF4J does the work of class loading and is not seen from outside.
 *
 * <p>Not here: what the plugins do, and how they are chosen and configured.
 */
@NullMarked
package io.galopin.plugin.host;

import org.jspecify.annotations.NullMarked;
