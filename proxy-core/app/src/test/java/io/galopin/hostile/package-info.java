/**
 * Clients and backends that break every rule, over real sockets: each ends its own connection and
 * nothing else.
 */
@NullMarked
package io.galopin.hostile;

import org.jspecify.annotations.NullMarked;
