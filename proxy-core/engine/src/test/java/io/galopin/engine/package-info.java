/**
 * Tests of the data path, with a small protocol of their own, over real sockets and on virtual
 * time.
 */
@NullMarked
package io.galopin.engine;

import org.jspecify.annotations.NullMarked;
