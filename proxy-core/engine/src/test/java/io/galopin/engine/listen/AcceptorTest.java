package io.galopin.engine.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.descriptor.Allotment;
import io.galopin.engine.descriptor.Berth;
import io.galopin.engine.descriptor.VirtualDescriptors;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests clients that connect when there are no descriptors for them. */
class AcceptorTest {

  private static final int ROOM = 4;

  private final VirtualDescriptors descriptors = new VirtualDescriptors(80, 60);
  private final Allotment allotment = descriptors.all.listen().orElseThrow();
  private final EmbeddedChannel server =
      new EmbeddedChannel(new Acceptor("web", new AtomicLong()::incrementAndGet, allotment));

  @AfterEach
  void close() {
    server.close();
  }

  private List<EmbeddedChannel> accept(int many) {
    List<EmbeddedChannel> clients = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      clients.add(new EmbeddedChannel());
      descriptors.inUse.incrementAndGet();
      server.writeInbound(clients.get(i));
    }
    return clients;
  }

  private void leave(EmbeddedChannel client) {
    client.close();
    descriptors.inUse.decrementAndGet();
  }

  private List<Object> letIn() {
    List<Object> clients = new ArrayList<>();
    for (Object next = server.readInbound(); next != null; next = server.readInbound()) {
      clients.add(next);
    }
    return clients;
  }

  @Test
  void areAcceptedUntilThereIsNoRoom() {
    List<EmbeddedChannel> clients = accept(ROOM - 1);
    assertThat(server.config().isAutoRead()).isTrue();
    clients.addAll(accept(1));

    assertThat(letIn()).isEqualTo(clients);
    assertThat(server.config().isAutoRead()).isFalse();
  }

  @Test
  void areNotAcceptedAgainBeforeThereIsRoom() {
    List<EmbeddedChannel> clients = accept(ROOM);
    advance(500);
    assertThat(server.config().isAutoRead()).isFalse();

    leave(clients.get(0));
    server.runPendingTasks();
    assertThat(server.config().isAutoRead()).isTrue();
  }

  @Test
  void waitInOrderWhereTheyWereAcceptedAtThatMomentAndAreNotClosed() {
    List<EmbeddedChannel> clients = accept(ROOM + 2);
    assertThat(letIn()).isEqualTo(clients.subList(0, ROOM));
    assertThat(clients).allMatch(EmbeddedChannel::isOpen);

    leave(clients.get(0));
    server.runPendingTasks();
    assertThat(letIn()).containsExactly(clients.get(ROOM));
    assertThat(server.config().isAutoRead()).isFalse();

    leave(clients.get(1));
    leave(clients.get(2));
    server.runPendingTasks();
    assertThat(letIn()).containsExactly(clients.get(ROOM + 1));
    assertThat(server.config().isAutoRead()).isTrue();
    assertThat(clients)
        .extracting(client -> client.attr(Berth.KEY).get().ordinal())
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void areClosedWithTheListenerAndNotBefore() {
    List<EmbeddedChannel> clients = accept(ROOM + 1);
    server.close();

    assertThat(clients.get(ROOM).isOpen()).isFalse();
    assertThat(clients.subList(0, ROOM)).allMatch(EmbeddedChannel::isOpen);
    Berth berth = Objects.requireNonNull(clients.get(0).attr(Berth.KEY).get());
    berth.served();
    leave(clients.get(0));
    assertThat(allotment.taken()).isEqualTo(2 * ROOM - 1);
  }

  /**
   * Otherwise what the rest of the process uses would be taken for more, or for less, than it is.
   */
  @Test
  void areCountedWhileTheyWaitAndNoLongerWhenTheyAreClosed() {
    List<EmbeddedChannel> clients = accept(ROOM + 2);
    server.close();
    descriptors.inUse.addAndGet(-2);
    clients.subList(0, ROOM).forEach(this::leave);
    allotment.end();
    descriptors.advance();

    Allotment next = descriptors.all.listen().orElseThrow();
    int room = 0;
    while (next.take()) {
      room++;
    }
    assertThat(room).isEqualTo(ROOM);
  }

  private void advance(long millis) {
    server.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    server.runScheduledPendingTasks();
  }

  /** Uses up all descriptors for clients of another proxy, and returns one of these clients. */
  private EmbeddedChannel takeAll() {
    EmbeddedChannel other = new EmbeddedChannel();
    for (int i = 0; i < ROOM; i++) {
      assertThat(allotment.take()).isTrue();
    }
    allotment.accepted();
    other.attr(Berth.KEY).set(new Berth(allotment, other, 1));
    return other;
  }

  @Test
  void areAcceptedAgainAfterHalfASecondWhereTheSystemHadNoDescriptor() {
    server.freezeTime();
    server.pipeline().fireExceptionCaught(new IOException("Too many open files"));
    assertThat(server.config().isAutoRead()).isFalse();
    advance(499);
    assertThat(server.config().isAutoRead()).isFalse();
    advance(1);
    assertThat(server.config().isAutoRead()).isTrue();
  }

  @Test
  void areNotAcceptedForHalfASecondWhereAConnectionToABackendNeedsADescriptor() {
    server.freezeTime();
    Acceptor acceptor = server.pipeline().get(Acceptor.class);
    acceptor.pause(server);
    acceptor.pause(new EmbeddedChannel());
    assertThat(server.config().isAutoRead()).isFalse();
    advance(500);
    assertThat(server.config().isAutoRead()).isTrue();
  }

  @Test
  void waitWhereAnotherListenerHasTakenWhatWasLeft() {
    EmbeddedChannel other = takeAll();
    List<EmbeddedChannel> clients = accept(1);
    assertThat(letIn()).isEmpty();
    assertThat(server.config().isAutoRead()).isFalse();

    other.close();
    server.runPendingTasks();
    assertThat(letIn()).isEqualTo(clients);
  }

  @Test
  void areLetInHoweverLongTheyHaveWaited() {
    server.freezeTime();
    EmbeddedChannel other = takeAll();
    List<EmbeddedChannel> clients = accept(1);
    for (int i = 0; i < 3; i++) {
      advance(500);
      assertThat(letIn()).isEmpty();
      assertThat(server.config().isAutoRead()).isFalse();
    }

    other.close();
    server.runPendingTasks();
    assertThat(letIn()).isEqualTo(clients);
  }

  @Test
  void areForgottenWithTheListener() {
    EmbeddedChannel other = takeAll();
    accept(1);
    server.close();
    other.close();
    assertThat(server.hasPendingTasks()).isFalse();
  }
}
