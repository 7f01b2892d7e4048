package io.galopin.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SteadyEpollTest {

  private static final EpollIoOps IN = EpollIoOps.EPOLLIN;
  private static final EpollIoOps OUT = EpollIoOps.EPOLLOUT;

  private final List<String> told = new ArrayList<>();
  private final List<IoHandle> known = new ArrayList<>();
  private final List<Runnable> tasks = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private final SteadyEpoll epoll = new SteadyEpoll(new Platform(), new Loop());
  private Thread thread = Thread.currentThread();
  private boolean refuses;

  /** Notes what epoll is told. */
  private final class Platform implements IoHandler {
    @Override
    public int run(@Nullable IoHandlerContext context) {
      told.add("wait");
      return 0;
    }

    @Override
    public IoRegistration register(IoHandle handle) {
      known.add(handle);
      return new Entry(known.size());
    }

    @Override
    public void wakeup() {}

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
      return true;
    }
  }

  private final class Entry implements IoRegistration {
    private final int socket;

    Entry(int socket) {
      this.socket = socket;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Netty declares it
    public <T> T attachment() {
      return (T) "attached";
    }

    @Override
    public long submit(IoOps ops) {
      if (refuses) {
        throw new UncheckedIOException(new IOException("no room"));
      }
      told.add(socket + ":" + ((EpollIoOps) ops).value());
      return 0;
    }

    @Override
    public boolean isValid() {
      return true;
    }

    @Override
    public boolean cancel() {
      told.add(socket + ":gone");
      return true;
    }
  }

  private final class Loop implements ThreadAwareExecutor {
    @Override
    public boolean isExecutorThread(Thread other) {
      return other == thread;
    }

    @Override
    public void execute(Runnable task) {
      tasks.add(task);
    }
  }

  private final class Socket implements EpollIoHandle {
    @Override
    public FileDescriptor fd() {
      return new FileDescriptor(7);
    }

    @Override
    public void handle(IoRegistration registration, IoEvent event) {
      heard.add("event");
    }

    @Override
    public void registered() {
      heard.add("registered");
    }

    @Override
    public void unregistered() {
      heard.add("unregistered");
    }

    @Override
    public void close() {
      heard.add("closed");
    }
  }

  private IoRegistration socket() throws Exception {
    return epoll.register(new Socket());
  }

  private List<String> toldUntilItWaits() {
    epoll.run(null);
    List<String> now = List.copyOf(told);
    told.clear();
    return now;
  }

  @Test
  void tellsOnlyTheLastOfSeveralChanges() throws Exception {
    IoRegistration socket = socket();
    socket.submit(IN);
    socket.submit(IN.with(OUT));
    socket.submit(OUT);
    assertThat(told).isEmpty();
    assertThat(toldUntilItWaits()).containsExactly("1:" + OUT.value(), "wait");
    assertThat(toldUntilItWaits()).containsExactly("wait");
  }

  @Test
  void tellsNothingThatItKnows() throws Exception {
    IoRegistration socket = socket();
    socket.submit(IN);
    toldUntilItWaits();
    socket.submit(OUT);
    socket.submit(IN);
    assertThat(toldUntilItWaits()).containsExactly("wait");
    socket.submit(OUT);
    assertThat(toldUntilItWaits()).containsExactly("1:" + OUT.value(), "wait");
  }

  @Test
  void keepsASocketThatWaitsForNothing() throws Exception {
    IoRegistration socket = socket();
    socket.submit(IN);
    toldUntilItWaits();
    socket.submit(EpollIoOps.NONE);
    assertThat(toldUntilItWaits()).containsExactly("1:" + EpollIoOps.EPOLLET.value(), "wait");
  }

  @Test
  void tellsOfNoChangeOfAClosedSocketAndOfItsEndOnlyAfterTheClose() throws Exception {
    IoRegistration socket = socket();
    socket.submit(IN);
    assertThat(socket.isValid()).isTrue();
    assertThat(socket.cancel()).isTrue();
    assertThat(socket.cancel()).isFalse();
    assertThat(socket.isValid()).isFalse();
    assertThat(told).isEmpty();
    assertThat(toldUntilItWaits()).containsExactly("1:gone", "wait");
  }

  @Test
  void tellsOfAnEndBeforeAnotherSocketMayHaveTheSameNumber() throws Exception {
    socket().cancel();
    socket();
    assertThat(told).containsExactly("1:gone");
    socket().cancel();
    epoll.destroy();
    assertThat(told).containsExactly("1:gone", "3:gone");
  }

  @Test
  void anEventForAClosedSocketIsOfThePast() throws Exception {
    IoRegistration socket = socket();
    EpollIoHandle handle = (EpollIoHandle) known.get(0);
    handle.handle(socket, new IoEvent() {});
    socket.cancel();
    handle.handle(socket, new IoEvent() {});
    assertThat(heard).containsExactly("event");
  }

  @Test
  void passesOnWhatEpollAsksAndTells() throws Exception {
    IoRegistration socket = socket();
    EpollIoHandle handle = (EpollIoHandle) known.get(0);
    handle.registered();
    handle.unregistered();
    handle.close();
    assertThat(heard).containsExactly("registered", "unregistered", "closed");
    assertThat(handle.fd().intValue()).isEqualTo(7);
    assertThat(socket.<String>attachment()).isEqualTo("attached");
  }

  @Test
  void closesASocketThatEpollRefuses() throws Exception {
    refuses = true;
    socket().submit(IN);
    toldUntilItWaits();
    assertThat(heard).containsExactly("closed");
  }

  @Test
  void anotherThreadLeavesItToTheLoop() throws Exception {
    IoRegistration socket = socket();
    thread = new Thread(() -> {});
    socket.submit(IN);
    socket.cancel();
    assertThat(toldUntilItWaits()).containsExactly("wait");
    assertThat(socket.isValid()).isTrue();
    tasks.forEach(Runnable::run);
    assertThat(socket.isValid()).isFalse();
    assertThat(toldUntilItWaits()).containsExactly("1:gone", "wait");
  }
}
