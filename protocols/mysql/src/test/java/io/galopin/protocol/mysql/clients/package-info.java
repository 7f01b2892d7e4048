/** Real clients and a real server, with Galopin between them. */
@org.jspecify.annotations.NullMarked
package io.galopin.protocol.mysql.clients;
