/**
 * The command line: parses arguments, wires plugins, configuration and engine together, and reports
 * what happens. The only module that sees all the others.
 *
 * <p>Output that the user asked for goes to standard output; the log and complaints go to standard
 * error. The exit codes are the constants of {@link io.galopin.app.console.Command}.
 */
@NullMarked
package io.galopin.app;

import org.jspecify.annotations.NullMarked;
