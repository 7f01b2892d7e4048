/**
 * The engine with the plugins of the class path, wired for use inside another JVM, behind the
 * interfaces of the client. It has no command line, no control API and no logging setup.
 */
@NullMarked
package io.galopin.embed;

import org.jspecify.annotations.NullMarked;
