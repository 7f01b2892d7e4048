package io.galopin.config;

import io.galopin.config.settings.ProxyDraft;
import io.galopin.config.settings.ProxyKeys;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Setting;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds enabled proxies that would listen on the same port of the same address. {@code localhost}
 * may become either loopback address. No name is resolved.
 */
final class ListenClash {

  private static final Set<String> ALL = Set.of("", "0.0.0.0", "0:0:0:0:0:0:0:0");
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "0:0:0:0:0:0:0:1");
  private static final Set<String> NONE = Set.of();
  private static final String LOCALHOST = "localhost";

  private ListenClash() {}

  /**
   * The proxies that listen on one port, in order. Of several at the same host, the first is
   * enough.
   */
  private static final class Port {
    private final Map<String, Place> byHost = new LinkedHashMap<>();

    /** Returns the first that would clash with a socket at {@code host}, which is plain. */
    Optional<Place> clash(String host) {
      if (ALL.contains(host)) {
        return byHost.values().stream().findFirst();
      }
      Set<String> others =
          host.equals(LOCALHOST) ? LOOPBACK : LOOPBACK.contains(host) ? Set.of(LOCALHOST) : NONE;
      return Stream.of(Set.of(host), ALL, others)
          .flatMap(Set::stream)
          .flatMap(same -> Stream.ofNullable(byHost.get(same)))
          .min(Comparator.comparing(Place::number));
    }
  }

  private record Place(int number, ProxyConfig proxy) {}

  /**
   * Adds a problem for each proxy whose address an earlier one has.
   *
   * @param drafts where the proxies' addresses were written, by name
   */
  static void check(List<ProxyConfig> proxies, Map<String, ProxyDraft> drafts, Problems problems) {
    Map<Integer, Port> ports = new HashMap<>();
    int number = 0;
    for (ProxyConfig proxy : proxies) {
      if (proxy.enabled() && proxy.listen().port() != 0) {
        Port port = ports.computeIfAbsent(proxy.listen().port(), first -> new Port());
        String host = plain(proxy.listen().host());
        port.clash(host)
            .ifPresent(earlier -> add(earlier.proxy(), proxy, listen(drafts, proxy), problems));
        port.byHost.putIfAbsent(host, new Place(number++, proxy));
      }
    }
  }

  private static Setting listen(Map<String, ProxyDraft> drafts, ProxyConfig proxy) {
    return Objects.requireNonNull(
        Objects.requireNonNull(drafts.get(proxy.name())).settings().get(ProxyKeys.LISTEN));
  }

  private static void add(
      ProxyConfig earlier, ProxyConfig later, Setting listen, Problems problems) {
    problems.add(
        listen.name(),
        later.listen().toString(),
        "an address of its own, proxy " + earlier.name() + " listens on " + earlier.listen(),
        listen.place());
  }

  private static String plain(String host) {
    if (host.indexOf(':') < 0) {
      return host.toLowerCase(Locale.ROOT);
    }
    try {
      return InetAddress.getByName(host).getHostAddress();
    } catch (UnknownHostException noSuchLiteral) {
      return host;
    }
  }
}
