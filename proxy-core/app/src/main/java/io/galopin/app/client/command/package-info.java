/** The parts of the commands that talk to a server: arguments, calls and output. */
@NullMarked
package io.galopin.app.client.command;

import org.jspecify.annotations.NullMarked;
