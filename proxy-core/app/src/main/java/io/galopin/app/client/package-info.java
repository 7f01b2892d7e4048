/**
 * The commands that talk to a server with the control API: one class each, by topic in packages
 * below. They start fast, so nothing there needs the engine, plugins, a configuration or a log; a
 * test holds that.
 */
@NullMarked
package io.galopin.app.client;

import org.jspecify.annotations.NullMarked;
