/** The demo: a backend, a proxy and a client in one process, and what is shown of them. */
@NullMarked
package io.galopin.app.demo;

import org.jspecify.annotations.NullMarked;
