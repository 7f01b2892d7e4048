package io.galopin.engine.exchange;

import io.galopin.engine.hold.HeldMemory;
import io.galopin.engine.match.OwnAttributes;
import io.galopin.engine.match.Term;
import io.galopin.engine.rule.Draws;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a connection from its beginning and stays so.
 *
 * @param proxy the proxy's name
 * @param ordinal the how many-eth client of the proxy it is, from 1
 * @param client the client's address; null if it had gone before anybody asked
 * @param loop on which all of it happens
 * @param startedAt when it was accepted, in the loop's time
 * @param draws the chance of its proxy
 * @param memory counts what it holds back
 */
public record ConnectionFacts(
    String proxy,
    long ordinal,
    @Nullable InetAddress client,
    EventLoop loop,
    long startedAt,
    Draws draws,
    HeldMemory memory) {

  /** The loop's time. */
  public long now() {
    return loop.ticker().nanoTime();
  }

  /** What a condition may ask of it as a whole; null for all else. */
  public @Nullable Object value(Term term) {
    return term.attribute().equals(OwnAttributes.CLIENT)
        ? client
        : term.attribute().equals(OwnAttributes.CONNECTION) ? ordinal : null;
  }

  /** Where this is, for the log: {@code web#3}. */
  public String place() {
    return proxy + "#" + ordinal;
  }
}
