package io.galopin.protocol.memcache;

import io.galopin.api.Request;

/** A request of one of the protocols. */
sealed interface MemcacheRequest extends Request permits TextRequest, QuietMeta, BinaryRequest {}
