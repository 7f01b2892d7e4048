package io.galopin.control;

import io.galopin.api.Excerpt;
import io.galopin.engine.Engine;
import io.galopin.engine.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the proxy of one of Vaurien's calls. Thread-safe.
 *
 * @param main the name of the command line's proxy, if there is one
 */
record Addressed(Engine engine, Optional<String> main) {

  /**
   * Returns the proxy of this name.
   *
   * @throws Refusal if no open proxy has this name
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
   * Returns the proxy for a call without a name: the command line's, otherwise the only one.
   *
   * @throws Refusal if there is none, or more than one
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
