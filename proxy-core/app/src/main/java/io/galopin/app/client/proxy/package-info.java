/** Commands about proxies. */
@NullMarked
package io.galopin.app.client.proxy;

import org.jspecify.annotations.NullMarked;
