/**
 * An extension of JUnit Jupiter that gives tests proxies of their own, in the test's JVM, and tells
 * of a test that failed how to have the same again. Runs on JUnit 5 and 6.
 */
@NullMarked
package io.galopin.junit;

import org.jspecify.annotations.NullMarked;
