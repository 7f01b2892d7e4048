package io.galopin.engine.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.galopin.api.Behavior;
import io.galopin.api.Protocol;
import io.galopin.engine.TlsLayer;
import io.galopin.engine.match.Condition;
import io.galopin.engine.rule.Made;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.tls.TestTls;
import io.galopin.engine.tls.TlsEnds;
import io.galopin.testbed.VirtualSocket;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.pkitesting.X509Bundle;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * A conversation on virtual time whose client speaks TLS, which the proxy ends. The layer below the
 * protocol reads the hello.
 */
final class SecureSpoken implements AutoCloseable {

  /** Making keys takes long. */
  private static final TestTls TLS = new TestTls();

  private static final X509Bundle CERTIFICATE = TLS.certificate("127.0.0.1");

  final Spoken talk;

  /** What the client was told in plain text: text, or why its handshake failed. */
  final StringBuilder heard = new StringBuilder();

  /** Every byte that came to the client, as it came. */
  final ByteBuf raw = Unpooled.buffer();

  private final Wire wire = new Wire();
  private final SslHandler handler;
  private final EmbeddedChannel tls;
  private int given;

  SecureSpoken(Protocol protocol) {
    talk = new Spoken(protocol);
    talk.proxy.layers = List.of(Made.of(TlsLayer.NAME, new TlsLayer()));
    talk.proxy.tls = new TlsEnds(Optional.of(TLS.atClients(CERTIFICATE)), Optional.empty());
    SSLEngine engine = TLS.trusting().createSSLEngine("127.0.0.1", 1);
    engine.setUseClientMode(true);
    handler = new SslHandler(engine);
    tls = new EmbeddedChannel(handler);
    talk.client.tell(
        new VirtualSocket.Peer() {
          @Override
          public void bytes(ByteBuf bytes) {
            raw.writeBytes(bytes);
          }

          @Override
          public void end() {
            wire.end();
          }

          @Override
          public void reset() {
            wire.reset();
          }
        });
  }

  /** Sets one rule about handshakes. */
  SecureSpoken at(Behavior behavior) {
    talk.proxy.rules =
        new RuleSet(List.of(Spoken.rule("r", Condition.has(TlsLayer.HANDSHAKE), behavior)));
    return this;
  }

  /** Returns the client's hello. */
  ByteBuf hello() {
    ByteBuf hello = tls.readOutbound();
    return hello;
  }

  /** Brings everything from one side to the other until both are silent. */
  SecureSpoken talk() {
    boolean moved = true;
    while (moved) {
      moved = false;
      for (ByteBuf out = tls.readOutbound(); out != null; out = tls.readOutbound()) {
        talk.client.say(out);
        moved = true;
      }
      talk.time.run();
      if (raw.writerIndex() > given) {
        ByteBuf bytes = raw.copy(given, raw.writerIndex() - given);
        given = raw.writerIndex();
        moved = true;
        take(bytes);
      }
    }
    return this;
  }

  private void take(ByteBuf bytes) {
    try {
      tls.writeInbound(bytes);
    } catch (Exception failed) {
      // Its handshake says why.
    }
    for (ByteBuf plain = tls.readInbound(); plain != null; plain = tls.readInbound()) {
      heard.append(plain.toString(ISO_8859_1));
      plain.release();
    }
  }

  /** Returns what came to the client since; it is not taken for a part of the handshake. */
  String inTheClear() {
    String clear = raw.toString(given, raw.writerIndex() - given, ISO_8859_1);
    given = raw.writerIndex();
    return clear;
  }

  /** Says something in TLS. */
  SecureSpoken says(String text) {
    tls.writeOutbound(Wire.bytes(text));
    return talk();
  }

  /** Whether the handshake was completed, for the client. */
  boolean isShaken() {
    return handler.handshakeFuture().isSuccess();
  }

  /** Whether the proxy has said that nothing follows. */
  boolean isToldOfEnd() {
    return handler.engine().isInboundDone();
  }

  /** Returns how many bytes of a record have come whose rest has not. */
  int halfRecord() {
    int at = 0;
    while (raw.writerIndex() - at >= 5
        && raw.writerIndex() - at >= 5 + raw.getUnsignedShort(at + 3)) {
      at += 5 + raw.getUnsignedShort(at + 3);
    }
    return raw.writerIndex() - at;
  }

  /** Returns why the handshake has failed for the client; null if it has not. */
  @Nullable Throwable failure() {
    Throwable cause = handler.handshakeFuture().cause();
    while (cause != null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** What became of the client's socket: {@code |} for its end, {@code !} for a reset. */
  String end() {
    return wire.toString();
  }

  @Override
  public void close() {
    tls.finishAndReleaseAll();
    raw.release();
  }
}
