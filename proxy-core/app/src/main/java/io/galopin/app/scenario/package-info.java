/** The commands about scenarios. */
@NullMarked
package io.galopin.app.scenario;

import org.jspecify.annotations.NullMarked;
