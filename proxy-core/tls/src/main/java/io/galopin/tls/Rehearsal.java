package io.galopin.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handshakes in memory. Java's TLS loads some hundred classes in the first handshake of a process,
 * part of them where the handshake is driven. So that this is not the event loop of the first
 * client, a thread of the end's own goes through a handshake before.
 */
final class Rehearsal {

  private static final Logger log = LoggerFactory.getLogger(Rehearsal.class);

  /** A handshake takes fewer; one that does not end is no reason to go on for ever. */
  private static final int MOST_ROUNDS = 20;

  private Rehearsal() {}

  /**
   * Does a handshake in each version, and carries a byte in both directions. It takes some hundred
   * milliseconds the first time, so not for an event loop.
   *
   * @param server of which Java's TLS is the provider, and which is used for nothing else: sessions
   *     of the rehearsal are not to be mixed with those of clients
   * @param versions as Java names them
   * @return the versions in which it has succeeded; it fails in all of them if the server insists
   *     on a certificate of the client's
   */
  static List<String> of(Supplier<SslContext> server, List<String> versions) {
    List<String> done = new ArrayList<>();
    try {
      SslContext end = server.get();
      for (String version : versions) {
        if (succeeds(end, version)) {
          done.add(version);
        }
      }
    } catch (TlsConfigException wrong) {
      // The first client will meet the same, and it will be told then.
      log.debug("no handshake could be rehearsed", wrong);
    }
    return done;
  }

  private static boolean succeeds(SslContext server, String version) {
    try {
      return shakesHands(server, client(version));
    } catch (SSLException | DecoderException failure) {
      log.debug("the rehearsal of a handshake in {} failed", version, failure);
      return false;
    }
  }

  private static SslContext client(String version) throws SSLException {
    return SslContextBuilder.forClient()
        .sslProvider(SslProvider.JDK)
        .protocols(version)
        .trustManager(new AnyTrust())
        .endpointIdentificationAlgorithm("")
        .build();
  }

  private static boolean shakesHands(SslContext server, SslContext client) {
    EmbeddedChannel ours = new EmbeddedChannel();
    EmbeddedChannel theirs = new EmbeddedChannel();
    try {
      SslHandler answers = add(ours, server);
      SslHandler asks = add(theirs, client);
      for (int i = 0; i < MOST_ROUNDS && !(isDone(answers) && isDone(asks)); i++) {
        carry(theirs, ours);
        carry(ours, theirs);
      }
      boolean done = answers.handshakeFuture().isSuccess() && asks.handshakeFuture().isSuccess();
      if (done) {
        speak(theirs, ours);
        speak(ours, theirs);
      }
      return done;
    } finally {
      end(theirs);
      end(ours);
    }
  }

  /** Unlike {@code finish}, it throws nothing of what went wrong in the channel. */
  private static void end(EmbeddedChannel channel) {
    channel.close();
    channel.releaseInbound();
    channel.releaseOutbound();
  }

  private static SslHandler add(EmbeddedChannel channel, SslContext context) {
    SslHandler handler = context.newHandler(channel.alloc());
    handler.setHandshakeTimeout(0, TimeUnit.SECONDS);
    channel.pipeline().addLast(handler);
    return handler;
  }

  private static boolean isDone(SslHandler handler) {
    return handler.handshakeFuture().isDone();
  }

  private static void speak(EmbeddedChannel from, EmbeddedChannel to) {
    from.writeOutbound(Unpooled.wrappedBuffer(new byte[1]));
    carry(from, to);
    to.releaseInbound();
  }

  private static void carry(EmbeddedChannel from, EmbeddedChannel to) {
    from.runPendingTasks();
    for (ByteBuf bytes = from.readOutbound(); bytes != null; bytes = from.readOutbound()) {
      to.writeInbound(bytes);
    }
    to.runPendingTasks();
  }
}
