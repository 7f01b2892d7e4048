/**
 * The relays that are compared: how each is started with its configuration file, how it ends, and
 * what it uses. Reads {@code /proc}, so it runs only on Linux.
 */
@NullMarked
package io.galopin.bench.peer;

import org.jspecify.annotations.NullMarked;
