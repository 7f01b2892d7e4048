/** Profiles of network connections: their data, how users write them, and their toxics. */
@NullMarked
package io.galopin.rules.profile;

import org.jspecify.annotations.NullMarked;
