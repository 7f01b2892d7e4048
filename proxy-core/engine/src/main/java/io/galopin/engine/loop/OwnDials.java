package io.galopin.engine.loop;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Recognizes clients that are backend sockets of this process, by both ends of the socket. This
 * finds a path through proxies that returns to one of them, whatever names and redirections it
 * takes. Thread-safe.
 *
 * <p>Only sockets to a port on which a proxy listens are checked. Either end may be known first, so
 * each is recorded before the other is looked up.
 */
public final class OwnDials {

  private final Map<Integer, Integer> ports = new ConcurrentHashMap<>();
  private final AtomicInteger open = new AtomicInteger();
  private final Map<SocketAddress, Hop> dialled = new ConcurrentHashMap<>();
  private final Map<SocketAddress, Hop> accepted = new ConcurrentHashMap<>();

  /** A proxy listens on a port. */
  public void listens(int port) {
    ports.merge(port, 1, Integer::sum);
  }

  /** A proxy listens there no longer. */
  public void listensNoLonger(int port) {
    ports.computeIfPresent(port, (same, count) -> count == 1 ? null : count - 1);
  }

  /** To be asked before a socket is connected, and if so {@link #dialling} told. */
  public boolean mayLeadToUs(InetSocketAddress address) {
    boolean may = ports.containsKey(address.getPort());
    if (may) {
      open.incrementAndGet();
    }
    return may;
  }

  /** A socket is being connected for {@code hop}. */
  public void dialling(ChannelFuture attempt, Hop hop) {
    Channel socket = attempt.channel();
    attempt.addListener(
        done -> {
          if (!done.isSuccess()) {
            open.decrementAndGet();
            return;
          }
          SocketAddress here = socket.localAddress();
          if (here != null) {
            dialled.put(here, hop);
            Hop client = accepted.get(here);
            if (client != null) {
              client.comesAfter(hop);
            }
          }
          socket
              .closeFuture()
              .addListener(
                  closed -> {
                    if (here != null) {
                      dialled.remove(here, hop);
                    }
                    open.decrementAndGet();
                  });
        });
  }

  /** A client was accepted for {@code hop}. */
  public void accepted(Channel client, Hop hop) {
    if (open.get() == 0) {
      return;
    }
    SocketAddress there = client.remoteAddress();
    if (there == null) {
      return;
    }
    accepted.put(there, hop);
    client.closeFuture().addListener(closed -> accepted.remove(there, hop));
    Hop earlier = dialled.get(there);
    if (earlier != null) {
      hop.comesAfter(earlier);
    }
  }
}
