package io.galopin.protocol.memcache;

import io.galopin.api.Message;

/** A request of one of the protocols. */
sealed interface Request extends Message permits TextRequest, QuietMeta, BinaryRequest {}
