package io.galopin.engine;

import io.galopin.api.Trouble;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection's way to its backend: a place among the connections that the backend may have, the
 * attempt to connect, and what came of it. Used on the connection's event loop only.
 */
final class Uplink {

  private static final Logger log = LoggerFactory.getLogger(Uplink.class);

  private final ConnectionOwner owner;
  private final Consumer<Trouble> failed;
  private final Dialer dialer;
  private final EventLoop loop;
  private final String name;
  private Places.@Nullable Claim place;
  private @Nullable Trouble trouble;

  /**
   * Not begun yet. Exactly one of the callbacks is called once it has, unless it is cancelled.
   *
   * @param name the connection's, for the log
   */
  Uplink(
      ConnectionOwner owner,
      EventLoop loop,
      ProxySpec spec,
      String name,
      Consumer<Channel> connected,
      Consumer<Trouble> failed) {
    this.owner = owner;
    this.loop = loop;
    this.name = name;
    this.failed = failed;
    this.dialer =
        new Dialer(
            loop,
            owner.socket(),
            owner.socketOptions(),
            spec.upstream(),
            spec.limits().connectTimeout(),
            socket -> {
              owner.connected();
              connected.accept(socket);
            },
            this::fail,
            () -> owner.starved(loop.ticker().nanoTime()));
  }

  void start() {
    place = owner.places().claim(loop, () -> dialer.dial(owner.resolver()), this::noPlace);
  }

  private void noPlace() {
    String reason = "no place in the pool of backend connections in time";
    log.warn("{}: closed: {}", name, reason);
    give(new Trouble(Trouble.Kind.UNREACHABLE, reason));
  }

  private void fail(Trouble reason) {
    owner.notConnected(reason);
    give(reason);
  }

  private void give(Trouble reason) {
    trouble = reason;
    failed.accept(reason);
  }

  /** Why there is no backend; null while there is hope. */
  @Nullable Trouble trouble() {
    return trouble;
  }

  /** Gives up the attempt. No callback is called any more. */
  void cancel() {
    dialer.cancel();
  }

  /** Gives the place to the next: there is no socket to the backend any more. */
  void release() {
    if (place != null) {
      place.release();
    }
  }
}
