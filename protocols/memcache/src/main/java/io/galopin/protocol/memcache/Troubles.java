package io.galopin.protocol.memcache;

import io.galopin.api.Trouble;

/** Describes trouble between the proxy and the backend, in words that name Galopin. */
final class Troubles {

  private Troubles() {}

  static String sentence(Trouble trouble) {
    String what =
        switch (trouble.kind()) {
          case UNREACHABLE -> "Galopin cannot reach the backend: ";
          case TIMEOUT -> "Galopin did not reach the backend in time: ";
          case BAD_REPLY -> "Galopin got a bad reply from the backend: ";
        };
    return what + trouble.reason();
  }
}
