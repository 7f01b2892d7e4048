/** Commands that impair proxies for a time, and say what is impaired. */
@NullMarked
package io.galopin.app.client.impair;

import org.jspecify.annotations.NullMarked;
