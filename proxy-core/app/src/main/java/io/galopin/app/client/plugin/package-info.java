/** Commands about the plugins of a running server. */
@NullMarked
package io.galopin.app.client.plugin;

import org.jspecify.annotations.NullMarked;
