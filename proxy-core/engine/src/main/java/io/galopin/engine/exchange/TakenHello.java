package io.galopin.engine.exchange;

import io.galopin.api.Action;
import io.galopin.api.HandshakeChange;
import io.galopin.api.TlsHello;
import io.galopin.engine.journal.Hook;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * A client's hello that Galopin's own end of TLS takes.
 *
 * @param alpn the application protocols that it offers, best first
 * @param change what rules want to be wrong in the handshake
 */
public record TakenHello(List<String> alpn, HandshakeChange change) {

  /**
   * Returns the hello of a layer's exchange, which has just passed. What rules want of it is
   * written down when the client gets its reply.
   */
  public static TakenHello of(Desk desk) {
    ActiveExchange exchange = desk.exchanges().newest();
    if (exchange == null || !(exchange.request() instanceof TlsHello hello)) {
      return new TakenHello(List.of(), HandshakeChange.NONE);
    }
    HandshakeChange all = HandshakeChange.NONE;
    Firings firings = exchange.firings();
    List<Firings.Alteration> alterations = firings == null ? List.of() : firings.alterations();
    for (Firings.Alteration each : alterations) {
      HandshakeChange more = without(all, each.change());
      if (!more.equals(HandshakeChange.NONE)) {
        announce(desk.recorder(), exchange, new Firings.Alteration(each.by(), more));
        all = together(all, more);
      }
    }
    return new TakenHello(List.copyOf(hello.alpn()), all);
  }

  private static void announce(Recorder recorder, ActiveExchange exchange, Firings.Alteration it) {
    Action action = new Action.Handshake(it.change());
    String what = text(it.change());
    exchange.announce(() -> recorder.fault(Hook.BEFORE, exchange, it.by(), action, what));
  }

  /** Returns what a later change wants of what no earlier one has changed. */
  private static HandshakeChange without(HandshakeChange earlier, HandshakeChange later) {
    return new HandshakeChange(
        without(earlier.certificate(), later.certificate()),
        without(earlier.version(), later.version()),
        without(earlier.alpn(), later.alpn()));
  }

  private static <T> Optional<T> without(Optional<T> earlier, Optional<T> later) {
    return earlier.isPresent() ? Optional.empty() : later;
  }

  private static HandshakeChange together(HandshakeChange one, HandshakeChange more) {
    return new HandshakeChange(
        one.certificate().or(more::certificate),
        one.version().or(more::version),
        one.alpn().or(more::alpn));
  }

  private static String text(HandshakeChange change) {
    StringJoiner text = new StringJoiner(", ");
    change.certificate().ifPresent(wrong -> text.add("certificate " + word(wrong)));
    change.version().ifPresent(version -> text.add("TLS " + version + " only"));
    change.alpn().ifPresent(alpn -> text.add("ALPN " + word(alpn)));
    return text.toString();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
