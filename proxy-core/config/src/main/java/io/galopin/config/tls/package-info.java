/**
 * How TLS at either side of a proxy is written: its keys, what they become, and what that is
 * written as again. Nothing here reads a key.
 */
@NullMarked
package io.galopin.config.tls;

import org.jspecify.annotations.NullMarked;
