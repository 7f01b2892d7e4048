/**
 * Event loops: their threads and sockets' options, names that are looked up, the watch over plugins
 * that do not return, and which sockets are the engine's own.
 */
@NullMarked
package io.galopin.engine.loop;

import org.jspecify.annotations.NullMarked;
