/**
 * Finds plugins, loads and unloads those from JARs, and reports those that do not work. Uses PF4J
 * for class loading, which is not visible outside this package.
 *
 * <p>What plugins do, and how they are chosen and configured, is elsewhere.
 */
@NullMarked
package io.galopin.plugin.host;

import org.jspecify.annotations.NullMarked;
