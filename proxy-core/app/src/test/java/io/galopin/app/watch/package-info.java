@NullMarked
package io.galopin.app.watch;

import org.jspecify.annotations.NullMarked;
