/**
 * The HTTP control API: Vaurien's and Toxiproxy's calls, the journal, and the installed plugins. It
 * reads and changes the engine's proxies through their public methods, which never wait for the
 * data path.
 *
 * <p>The web framework, Vert.x, is used only here and appears in no public type. The command line
 * and configuration files are handled elsewhere.
 */
@NullMarked
package io.galopin.control;

import org.jspecify.annotations.NullMarked;
