package io.galopin.config;

import io.galopin.engine.Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Finds enabled proxies that would listen on the same port of the same address. {@code localhost}
 * may become either loopback address; no name is resolved.
 */
final class ListenClash {

  private static final Set<String> ALL = Set.of("", "0.0.0.0", "0:0:0:0:0:0:0:0");
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "0:0:0:0:0:0:0:1");
  private static final String LOCALHOST = "localhost";

  private ListenClash() {}

  /** Whether a socket at the one keeps away a socket at the other. */
  static boolean between(Address one, Address other) {
    if (one.port() != other.port() || one.port() == 0) {
      return false;
    }
    String first = plain(one.host());
    String second = plain(other.host());
    return first.equals(second)
        || ALL.contains(first)
        || ALL.contains(second)
        || (first.equals(LOCALHOST) && LOOPBACK.contains(second))
        || (second.equals(LOCALHOST) && LOOPBACK.contains(first));
  }

  /**
   * Adds a problem for each proxy whose address an earlier one has.
   *
   * @param drafts where the proxies' addresses were written, by name
   */
  static void check(List<ProxyConfig> proxies, Map<String, ProxyDraft> drafts, Problems problems) {
    List<ProxyConfig> enabled = proxies.stream().filter(ProxyConfig::enabled).toList();
    for (int i = 1; i < enabled.size(); i++) {
      ProxyConfig later = enabled.get(i);
      enabled.subList(0, i).stream()
          .filter(earlier -> between(earlier.listen(), later.listen()))
          .findFirst()
          .ifPresent(earlier -> add(earlier, later, listen(drafts, later), problems));
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
