/** Commands about toxics. */
@NullMarked
package io.galopin.app.client.toxic;

import org.jspecify.annotations.NullMarked;
