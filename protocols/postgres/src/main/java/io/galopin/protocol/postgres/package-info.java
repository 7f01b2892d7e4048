/**
 * Protocol {@code postgres}: version 3 of PostgreSQL's protocol between frontend and backend.
 * Messages are watched, not rewritten.
 */
@NullMarked
package io.galopin.protocol.postgres;

import org.jspecify.annotations.NullMarked;
