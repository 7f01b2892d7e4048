package io.galopin.engine.loop;

import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Epoll that is told what a socket waits for once per round of its event loop, just before it
 * waits. Netty tells it each step, with a system call for each: of the nine that a connection
 * needed, four are left. It is not told at all that a socket is closed, because the platform knows.
 *
 * <p>A socket that waits for nothing at the moment can wait for something again. Netty 4.2.18 takes
 * such a socket out of epoll and then fails to put it back ("epoll_ctl failed: No such file or
 * directory"), so that a client which has ended its side loses what is still to be written to it as
 * soon as it reads slowly. Here the socket stays in, edge-triggered and for no event, so that an
 * error or a hang-up wakes the loop once and not again and again.
 */
final class SteadyEpoll implements IoHandler {

  private static final Logger log = LoggerFactory.getLogger(SteadyEpoll.class);

  private final IoHandler epoll;
  private final ThreadAwareExecutor loop;
  private final ArrayDeque<Registration> changed = new ArrayDeque<>();
  private final ArrayDeque<Registration> cancelled = new ArrayDeque<>();

  /** Changes are passed on to {@code epoll}. */
  SteadyEpoll(IoHandler epoll, ThreadAwareExecutor loop) {
    this.epoll = epoll;
    this.loop = loop;
  }

  static IoHandlerFactory newFactory() {
    IoHandlerFactory factory = EpollIoHandler.newFactory();
    return loop -> new SteadyEpoll(factory.newHandler(loop), loop);
  }

  @Override
  public void initialize() {
    epoll.initialize();
  }

  @Override
  public int run(IoHandlerContext context) {
    forgetCancelled();
    for (Registration next = changed.poll(); next != null; next = changed.poll()) {
      next.passOn();
    }
    return epoll.run(context);
  }

  private void forgetCancelled() {
    for (Registration next = cancelled.poll(); next != null; next = cancelled.poll()) {
      next.epoll.cancel();
    }
  }

  @Override
  public void prepareToDestroy() {
    epoll.prepareToDestroy();
  }

  @Override
  public void destroy() {
    forgetCancelled();
    epoll.destroy();
  }

  @Override
  public IoRegistration register(IoHandle handle) throws Exception {
    // The new socket may have the number of one that was closed just now.
    forgetCancelled();
    Registration registration = new Registration((EpollIoHandle) handle);
    registration.epoll = epoll.register(registration);
    return registration;
  }

  @Override
  public void wakeup() {
    epoll.wakeup();
  }

  @Override
  public boolean isCompatible(Class<? extends IoHandle> handleType) {
    return epoll.isCompatible(handleType);
  }

  /** One socket, as Netty and epoll see it. */
  private final class Registration implements IoRegistration, EpollIoHandle {

    private final EpollIoHandle handle;
    private IoRegistration epoll;
    private @Nullable EpollIoOps known;
    private @Nullable EpollIoOps wanted;
    private boolean waits;
    private volatile boolean over;

    Registration(EpollIoHandle handle) {
      this.handle = handle;
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // as Netty declares it
    public <T> T attachment() {
      return epoll.attachment();
    }

    @Override
    public long submit(IoOps ops) {
      EpollIoOps steady = ops.equals(EpollIoOps.NONE) ? EpollIoOps.EPOLLET : (EpollIoOps) ops;
      if (loop.isExecutorThread(Thread.currentThread())) {
        want(steady);
      } else {
        loop.execute(() -> want(steady));
      }
      return steady.value();
    }

    private void want(EpollIoOps ops) {
      wanted = ops;
      if (!waits && !ops.equals(known)) {
        waits = true;
        changed.add(this);
      }
    }

    private void passOn() {
      waits = false;
      if (over || wanted == null || wanted.equals(known)) {
        return;
      }
      known = wanted;
      try {
        epoll.submit(wanted);
      } catch (UncheckedIOException failure) {
        log.warn("a socket is closed because epoll refuses it: {}", failure.getMessage());
        close();
      }
    }

    @Override
    public boolean isValid() {
      return !over;
    }

    @Override
    public boolean cancel() {
      if (loop.isExecutorThread(Thread.currentThread())) {
        return end();
      }
      loop.execute(this::end);
      return !over;
    }

    private boolean end() {
      if (over) {
        return false;
      }
      over = true;
      cancelled.add(this);
      return true;
    }

    @Override
    public FileDescriptor fd() {
      return handle.fd();
    }

    @Override
    public void handle(IoRegistration registration, IoEvent event) {
      // One that came with the close of another socket may be of the past.
      if (!over) {
        handle.handle(this, event);
      }
    }

    @Override
    public void registered() {
      handle.registered();
    }

    @Override
    public void unregistered() {
      handle.unregistered();
    }

    @Override
    public void close() {
      try {
        handle.close();
      } catch (Exception failure) {
        log.debug("a socket cannot be closed", failure);
      }
    }
  }
}
