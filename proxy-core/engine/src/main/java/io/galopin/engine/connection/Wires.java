package io.galopin.engine.connection;

import io.galopin.engine.socket.Side;

/**
 * The two sockets of a connection, and the two ways between them.
 *
 * @param client the client's socket
 * @param backend the backend's, which may still be on its way
 * @param requests from the client to the backend
 * @param replies from the backend to the client
 */
record Wires(Side client, Side backend, Way requests, Way replies) {}
