/**
 * Protocol {@code mysql}: MySQL's and MariaDB's client/server protocol. Messages are watched. Few
 * are changed: the greeting offers no compression (and no TLS, if the user says so), and the server
 * cannot send clients past the proxy with {@code redirect_url}.
 *
 * <p>The cutters only find where packets, commands and replies begin and end. The engine forwards
 * the bytes as they came, and rows, files and large values stream past.
 *
 * <p>Sources: the chapter on the client/server protocol in MySQL's source documentation, and
 * MariaDB's pages on the same.
 *
 * <p>Not covered: what is compressed, encrypted, or replicates. It is cut into turns. Clients from
 * before MySQL 4.1 are refused.
 */
@NullMarked
package io.galopin.protocol.mysql;

import org.jspecify.annotations.NullMarked;
