/**
 * The interfaces through which a test or tool creates proxies and makes them fail, and the client
 * of the control API that implements them for another process. Another module implements them for
 * an engine in the same JVM.
 */
@NullMarked
package io.galopin.client;

import org.jspecify.annotations.NullMarked;
