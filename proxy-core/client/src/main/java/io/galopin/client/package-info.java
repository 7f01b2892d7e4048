/**
 * What a test or tool programs against to have proxies and to make them fail, and a client of the
 * control API that does it in another process. The engine in the same JVM is another module.
 */
@NullMarked
package io.galopin.client;

import org.jspecify.annotations.NullMarked;
