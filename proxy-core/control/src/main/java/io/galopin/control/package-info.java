/**
 * The HTTP control API: Vaurien's and Toxiproxy's calls, the journal, and what is installed. It
 * reads and changes the engine's proxies through their public methods, which never wait for the
 * data path.
 *
 * <p>The web framework, Vert.x, is used in here and appears in no public type. The command line and
 * the reading of configuration are elsewhere.
 */
@NullMarked
package io.galopin.control;

import org.jspecify.annotations.NullMarked;
