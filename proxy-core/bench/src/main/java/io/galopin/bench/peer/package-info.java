/**
 * The relays that are compared: how each is started with its configuration file, what it uses, and
 * its end. Reads {@code /proc}, and so runs on Linux only.
 */
@NullMarked
package io.galopin.bench.peer;

import org.jspecify.annotations.NullMarked;
