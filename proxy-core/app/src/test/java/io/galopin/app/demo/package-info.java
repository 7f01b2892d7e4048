/** Tests of what the demo shows. */
@NullMarked
package io.galopin.app.demo;

import org.jspecify.annotations.NullMarked;
