/**
 * The commands that talk to a server with the control API: one class each. They start fast, so
 * nothing here needs the engine, plugins, a configuration or a log; a test holds that.
 */
@NullMarked
package io.galopin.app.client;

import org.jspecify.annotations.NullMarked;
