package io.galopin.client;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One entry of the journal.
 *
 * @param number 1, 2, 3 … in order of writing
 * @param time when it was written
 * @param origin whether it was injected
 * @param proxy the proxy's name
 * @param connection the connection's ordinal; 0 if it belongs to none
 * @param layer the protocol below the proxy's own whose exchange it is, such as {@code tls}; empty
 *     for the proxy's protocol
 * @param exchange the exchange's ordinal; 0 for the opening of a connection, or without a request,
 *     if it belongs to none
 * @param direction of the link; empty if none is concerned
 * @param rule the rule's name; empty if there is none, or only a mix
 * @param plugin the behavior or toxic; empty if there is none
 * @param decision what was done: {@code delay 2 s}, {@code fail 503}
 * @param request the protocol's label of the request: {@code GET /a}; empty if there is none
 * @param identity what else identifies the exchange, see {@link ProxyDraft#drawBy}; empty if
 *     nothing does
 */
public record JournalEntry(
    long number,
    Instant time,
    Origin origin,
    String proxy,
    long connection,
    String layer,
    long exchange,
    Optional<Direction> direction,
    String rule,
    String plugin,
    String decision,
    String request,
    String identity) {

  /** Where an entry comes from. */
  public enum Origin {
    /** A behavior or toxic did it, on purpose. */
    INJECTED,
    /** The network, a peer or the proxy's own limits did it. */
    NETWORK,
    /** The proxy itself or one of its plugins failed, without being asked to. */
    PROXY,
    /** What a rule has counted. Nothing happened. */
    SUMMARY,
    /** The time of a change is over, and it was undone. */
    END,
    /** Plugins were loaded, replaced or removed. The entry has no proxy. */
    PLUGINS
  }

  /** Returns a line for people: {@code 7 web #2/3 injected delay: delay 2 s (GET /a)}. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder().append(number).append(' ').append(proxy);
    if (connection > 0) {
      line.append(" #").append(connection);
      if (exchange > 0 || !request.isEmpty()) {
        line.append('/').append(exchange);
        if (!layer.isEmpty()) {
          line.append(" of ").append(layer);
        }
      }
    }
    direction.ifPresent(link -> line.append(' ').append(link));
    line.append(' ').append(origin.name().toLowerCase(Locale.ROOT));
    if (!rule.isEmpty()) {
      line.append(" rule ").append(rule);
    }
    if (!plugin.isEmpty()) {
      line.append(' ').append(plugin);
    }
    line.append(": ").append(decision);
    return request.isEmpty()
        ? line.toString()
        : line.append(" (").append(request).append(')').toString();
  }
}
