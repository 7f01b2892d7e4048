package io.galopin.testkit;

import io.galopin.api.Behavior;
import io.galopin.api.Direction;
import io.galopin.api.Protocol;
import io.galopin.engine.connection.Connection;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.rule.Made;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.testbed.VirtualSocket;
import io.galopin.testbed.VirtualTime;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.CharsetUtil;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A connection of the engine between two sockets, without a network and on virtual time. Throws an
 * {@link AssertionError} if a plugin breaks its rules, or leaves something behind when the
 * connection is closed.
 */
final class EngineConnection implements AutoCloseable {

  /** Bytes in front of those that were read, so that no plugin relies on index 0. */
  private static final int OFFSET = 3;

  private static final int FEW = 1 << 16;
  private static final byte[] ZEROS = new byte[1 << 22];

  private static final BigDecimal ALWAYS = BigDecimal.valueOf(100);

  private final VirtualTime time = new VirtualTime();
  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false, true);
  private final TestProxy proxy;
  private final VirtualSocket client;
  private final Connection connection;
  private final Function<String, AssertionError> complaint;
  private @Nullable VirtualSocket backend;
  private boolean over;

  /**
   * Connects both sides. Nothing has been said yet.
   *
   * @param stack the layers from the socket up, and then the protocol
   * @param rules what acts from the beginning
   * @param clientSees receives what the client gets
   * @param backendSees receives what the backend gets
   * @param complaint turns a sentence about what is wrong into an error
   */
  EngineConnection(
      List<Made<Protocol>> stack,
      long seed,
      RuleSet rules,
      VirtualSocket.Peer clientSees,
      VirtualSocket.Peer backendSees,
      Function<String, AssertionError> complaint) {
    this.complaint = complaint;
    proxy =
        new TestProxy(
            stack,
            seed,
            allocator,
            socket -> {
              backend = socket.tell(backendSees);
              socket.connected();
            });
    act(rules);
    client = VirtualSocket.accepted(time.loop()).tell(clientSees);
    client.config().setAllocator(allocator);
    connection = new Connection(proxy, 1, client, gone -> over = true);
    connection.start();
    settle();
  }

  /** The virtual time since the start. */
  Duration elapsed() {
    return time.elapsed();
  }

  /** Lets time pass. */
  void advance(Duration by) {
    time.advance(by);
    settle();
  }

  UnpooledByteBufAllocator allocator() {
    return allocator;
  }

  /** Why the protocol refused bytes, if it did. */
  Optional<String> refused() {
    return proxy.refused();
  }

  /** Returns a buffer with one byte per character. The caller must release it. */
  ByteBuf buffer(String bytes) {
    ByteBuf buffer = allocator.heapBuffer(OFFSET + bytes.length()).writeZero(OFFSET);
    buffer.skipBytes(OFFSET).writeCharSequence(bytes, CharsetUtil.ISO_8859_1);
    return buffer;
  }

  /** Like {@link #buffer}, but with zeros. A large buffer takes no memory for each of its bytes. */
  ByteBuf zeros(int length) {
    if (length <= FEW) {
      return allocator.heapBuffer(length).writeZero(length);
    }
    CompositeByteBuf all = allocator.compositeHeapBuffer(Integer.MAX_VALUE);
    for (int left = length; left > 0; left -= ZEROS.length) {
      all.addComponent(true, Unpooled.wrappedBuffer(ZEROS, 0, Math.min(left, ZEROS.length)));
    }
    return all;
  }

  /** Sends bytes from one side, all at once. Takes over the buffer. */
  void say(Direction direction, ByteBuf bytes) {
    from(direction).say(bytes);
    settle();
  }

  /** Ends a side. */
  void end(Direction direction) {
    from(direction).peerEnds();
    settle();
  }

  private VirtualSocket from(Direction direction) {
    return direction == Direction.UPSTREAM
        ? client
        : Objects.requireNonNull(backend, "the backend was connected at the beginning");
  }

  /** Sets the behavior that acts on each exchange from now on. */
  void behavior(String name, Behavior behavior) {
    act(RuleSet.of(Mix.of(Map.of(name, ALWAYS), same -> behavior)));
    connection.guard(connection::rulesChanged);
    settle();
  }

  private void act(RuleSet rules) {
    rules.rules().forEach(rule -> rule.tally().start(time.loop().ticker().nanoTime()));
    proxy.rules(rules);
  }

  /** Sets the toxics that act from now on. */
  void toxics(List<ToxicSpec> toxics) {
    toxics.forEach(toxic -> toxic.scope().start(time.loop().ticker().nanoTime()));
    proxy.toxics(toxics);
    connection.guard(connection::toxicsChanged);
    settle();
  }

  /** Runs everything that is due and checks that no plugin has failed. */
  void settle() {
    time.run();
    if (proxy.journal().written() > 0) {
      for (Journal.Entry entry : proxy.journal().after(0, Integer.MAX_VALUE)) {
        if (entry.origin() == Journal.Origin.PROXY) {
          throw complaint.apply(entry.decision());
        }
      }
    }
  }

  @Override
  public void close() {
    connection.guard(connection::drop);
    settle();
    require(over, "the connection has not ended");
    long held = allocator.metric().usedHeapMemory() + allocator.metric().usedDirectMemory();
    require(held == 0, held + " bytes of buffers were not released");
    require(proxy.memory().held() == 0, proxy.memory().held() + " bytes are counted as held");
    require(!time.hasTimers(), "a timer was left behind");
  }

  private void require(boolean holds, String sentence) {
    if (!holds) {
      throw complaint.apply(sentence);
    }
  }
}
