package io.galopin.engine.loop;

import io.galopin.api.OptionException;
import io.galopin.engine.socket.Address;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds proxies whose upstreams form a loop, as far as addresses show it. Names other than {@code
 * localhost} are not resolved here.
 */
public final class Chains {

  /** A proxy that listens, or is about to. */
  public record Station(String name, InetSocketAddress listens, Address upstream) {}

  private final Map<Integer, List<Station>> byPort = new HashMap<>();
  private final Set<Station> harmless = new HashSet<>();

  public Chains(Collection<Station> stations) {
    for (Station station : stations) {
      byPort.computeIfAbsent(station.listens.getPort(), port -> new ArrayList<>()).add(station);
    }
  }

  /**
   * Returns what is wrong with the upstream of {@code start}; empty if it does not lead into a
   * loop.
   */
  public Optional<OptionException> problem(Station start) {
    ArrayDeque<Step> way = new ArrayDeque<>();
    Set<Station> onTheWay = new HashSet<>(List.of(start));
    way.addLast(new Step(start, next(start).iterator()));
    while (!way.isEmpty()) {
      Step last = way.getLast();
      if (!last.branches.hasNext()) {
        way.removeLast();
        onTheWay.remove(last.station);
        harmless.add(last.station);
        continue;
      }
      Station next = last.branches.next();
      if (onTheWay.contains(next)) {
        return Optional.of(circle(start, next, way));
      }
      if (!harmless.contains(next)) {
        onTheWay.add(next);
        way.addLast(new Step(next, next(next).iterator()));
      }
    }
    return Optional.empty();
  }

  private record Step(Station station, Iterator<Station> branches) {}

  private static OptionException circle(Station start, Station again, Collection<Step> way) {
    List<String> names = new ArrayList<>();
    way.forEach(step -> names.add(step.station.name));
    names.add(again.name);
    return new OptionException(
        "upstream",
        start.upstream + " leads in a circle, " + shown(names),
        "a backend that does not lead back to a proxy on the way to it");
  }

  /** Returns the path for users: {@code a → b → a}; the middle of a long one is omitted. */
  static String shown(List<String> names) {
    int few = 8;
    return names.size() <= 2 * few
        ? String.join(" → ", names)
        : String.join(" → ", names.subList(0, few))
            + " → … → "
            + String.join(" → ", names.subList(names.size() - few, names.size()));
  }

  private List<Station> next(Station from) {
    return byPort.getOrDefault(from.upstream.port(), List.of()).stream()
        .filter(to -> reaches(from.upstream.host(), to.listens.getAddress()))
        .toList();
  }

  /** Whether a connection to {@code host} may reach a listener at {@code here}. */
  private static boolean reaches(String host, InetAddress here) {
    return addresses(host).stream()
        .anyMatch(there -> there.equals(here) || (here.isAnyLocalAddress() && isOurs(there)));
  }

  private static List<InetAddress> addresses(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (name.equals("localhost") || name.equals("localhost.")) {
      return List.of(NetUtil.LOCALHOST4, NetUtil.LOCALHOST6);
    }
    byte[] literal = NetUtil.createByteArrayFromIpAddressString(host);
    if (literal == null) {
      return List.of();
    }
    try {
      InetAddress address = InetAddress.getByAddress(literal);
      // A connection to the wildcard address reaches this machine's loopback.
      return address.isAnyLocalAddress()
          ? List.of(NetUtil.LOCALHOST4, NetUtil.LOCALHOST6)
          : List.of(address);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static boolean isOurs(InetAddress address) {
    try {
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException unknown) {
      return false;
    }
  }
}
