/** Tests through real sockets. */
@NullMarked
package io.galopin.embed;

import org.jspecify.annotations.NullMarked;
