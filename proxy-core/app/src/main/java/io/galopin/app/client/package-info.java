/**
 * The commands that talk to a server with the control API, one class each, in a package per topic.
 * They must start fast, so they use no engine, plugins, configuration or log. A test checks that.
 */
@NullMarked
package io.galopin.app.client;

import org.jspecify.annotations.NullMarked;
