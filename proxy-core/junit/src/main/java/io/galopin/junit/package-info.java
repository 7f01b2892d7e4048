/**
 * An extension of JUnit Jupiter that gives tests their own proxies inside the test's JVM, and adds
 * to a failed test how to reproduce it. Works with JUnit 5 and 6.
 */
@NullMarked
package io.galopin.junit;

import org.jspecify.annotations.NullMarked;
