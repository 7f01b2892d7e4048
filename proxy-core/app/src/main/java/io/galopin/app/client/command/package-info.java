/**
 * What the commands that talk to a server are made of: what they take, the call, and what they
 * show.
 */
@NullMarked
package io.galopin.app.client.command;

import org.jspecify.annotations.NullMarked;
