package io.galopin.engine.exchange;

import io.galopin.engine.hold.HeldMemory;
import io.galopin.engine.match.OwnAttributes;
import io.galopin.engine.match.Term;
import io.galopin.engine.rule.Draws;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The facts about a connection that are known from its start and never change.
 *
 * @param proxy the proxy's name
 * @param ordinal the ordinal of the connection at its proxy, from 1
 * @param client the client's address; null if it had gone before the address was read
 * @param loop the event loop on which everything happens
 * @param startedAt when it was accepted, in the loop's time
 * @param draws the draws of its proxy
 * @param memory counts the memory that it holds
 */
public record ConnectionFacts(
    String proxy,
    long ordinal,
    @Nullable InetSocketAddress client,
    EventLoop loop,
    long startedAt,
    Draws draws,
    HeldMemory memory) {

  /** Returns the loop's time. */
  public long now() {
    return loop.ticker().nanoTime();
  }

  /** Returns the value of a term about the connection; null for any other term. */
  public @Nullable Object value(Term term) {
    if (term.attribute().equals(OwnAttributes.CLIENT)) {
      return client == null ? null : client.getAddress();
    }
    return term.attribute().equals(OwnAttributes.CONNECTION) ? ordinal : null;
  }

  /** Returns the place of the connection for the log: {@code web#3}. */
  public String place() {
    return proxy + "#" + ordinal;
  }
}
