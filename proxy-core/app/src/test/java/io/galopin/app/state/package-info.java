@NullMarked
package io.galopin.app.state;

import org.jspecify.annotations.NullMarked;
