/**
 * The engine with the plugins of the class path, wired for use inside another JVM, behind the
 * interfaces of the client. No command line, no control API, no logging of its own.
 */
@NullMarked
package io.galopin.embed;

import org.jspecify.annotations.NullMarked;
