/** Tests against a real control server, and against replies as Toxiproxy gives them. */
@NullMarked
package io.galopin.client;

import org.jspecify.annotations.NullMarked;
