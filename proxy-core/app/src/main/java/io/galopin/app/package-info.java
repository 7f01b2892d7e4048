/**
 * The command line: reads arguments, wires plugins, configuration and engine together, and says
 * what happens. The only package that sees all the others.
 *
 * <p>What is printed for the user to read or to pipe goes to standard output; log and complaints go
 * to standard error. Exit codes: 0 for all well, 1 for what failed while running (a port in use), 2
 * for what was asked wrongly; with 2, nothing has listened.
 */
@NullMarked
package io.galopin.app;

import org.jspecify.annotations.NullMarked;
