package io.galopin.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.resolver.SimpleNameResolver;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On virtual time. */
class FreshLookupsTest {

  private static final List<InetAddress> ANSWER = List.of(InetAddress.getLoopbackAddress());
  private final UnknownHostException silence = new UnknownHostException("silence");

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final List<Promise<List<InetAddress>>> questions = new ArrayList<>();
  private final FreshLookups lookups =
      new FreshLookups(
          channel.eventLoop(),
          new SimpleNameResolver<>(channel.eventLoop()) {
            @Override
            protected void doResolve(String name, Promise<InetAddress> promise) {
              throw new IllegalStateException("all addresses are asked for");
            }

            @Override
            protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
              questions.add(promise);
            }
          });

  @BeforeEach
  void freeze() {
    channel.freezeTime();
  }

  private Future<List<InetAddress>> ask() {
    return lookups.resolveAll("backend.test");
  }

  private void later() {
    channel.advanceTimeBy(100, TimeUnit.MILLISECONDS);
    channel.runPendingTasks();
  }

  @Test
  void thoseWhoComeTogetherShareAQuestion() {
    Future<List<InetAddress>> one = ask();
    Future<List<InetAddress>> other = ask();
    assertThat(questions).hasSize(1);
    questions.get(0).setFailure(silence);
    channel.runPendingTasks();
    assertThat(one.cause()).isSameAs(silence);
    assertThat(other.cause()).isSameAs(silence);
  }

  @Test
  void whoComesLaterAsksAnewAndDoesNotGetTheEarlierFailure() {
    Future<List<InetAddress>> early = ask();
    later();
    Future<List<InetAddress>> late = ask();
    assertThat(questions).hasSize(2);
    questions.get(0).setFailure(silence);
    channel.runPendingTasks();
    assertThat(early.cause()).isSameAs(silence);
    assertThat(late.isDone()).isFalse();
    questions.get(1).setSuccess(ANSWER);
    channel.runPendingTasks();
    assertThat(late.getNow()).isEqualTo(ANSWER);
  }

  @Test
  void anAnswerIsForAllWhoWait() {
    Future<List<InetAddress>> early = ask();
    later();
    Future<List<InetAddress>> late = ask();
    questions.get(1).setSuccess(ANSWER);
    channel.runPendingTasks();
    assertThat(early.getNow()).isEqualTo(ANSWER);
    assertThat(late.getNow()).isEqualTo(ANSWER);
    Future<List<InetAddress>> next = ask();
    questions.get(0).setFailure(silence);
    channel.runPendingTasks();
    assertThat(questions).hasSize(3);
    assertThat(next.isDone()).isFalse();
  }
}
