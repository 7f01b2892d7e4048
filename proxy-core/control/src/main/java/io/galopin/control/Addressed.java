package io.galopin.control;

import io.galopin.api.Excerpt;
import io.galopin.engine.Engine;
import io.galopin.engine.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the proxy that one of Vaurien's calls is about. Thread-safe.
 *
 * @param main the name of the proxy of the command line, if there is one
 */
record Addressed(Engine engine, Optional<String> main) {

  /**
   * The proxy of this name.
   *
   * @throws Refusal if none of that name is open
   */
  Proxy named(String name) {
    return engine
        .proxy(name)
        .orElseThrow(
            () ->
                VaurienErrors.single(
                    404, "path", "proxy", "the '" + Excerpt.of(name) + "' proxy does not exist"));
  }

  /**
   * The proxy that a call without a name is about: that of the command line, or else the only one.
   *
   * @throws Refusal if there is none, or no telling which
   */
  Proxy unnamed() {
    Optional<Proxy> named = main.flatMap(engine::proxy);
    if (named.isPresent()) {
      return named.get();
    }
    List<Proxy> open = new ArrayList<>(engine.proxies());
    if (open.isEmpty()) {
      throw VaurienErrors.single(404, "path", "", "there is no proxy");
    }
    if (open.size() > 1) {
      String example = open.get(0).spec().name();
      throw VaurienErrors.single(
          409,
          "path",
          "",
          "there are "
              + open.size()
              + " proxies, say which: /proxies/{proxy}/behavior, /proxies/{proxy}/backend; one is "
              + example);
    }
    return open.get(0);
  }
}
