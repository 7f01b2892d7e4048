/** Examples of tests with proxies. The samples in the documentation come from here. */
@NullMarked
package io.galopin.example;

import org.jspecify.annotations.NullMarked;
