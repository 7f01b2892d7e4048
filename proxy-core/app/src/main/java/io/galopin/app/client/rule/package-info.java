/** Commands about rules and behaviors. */
@NullMarked
package io.galopin.app.client.rule;

import org.jspecify.annotations.NullMarked;
