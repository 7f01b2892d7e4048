package io.galopin.engine.loop;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;
import org.jspecify.annotations.Nullable;

/**
 * Epoll in which a socket that waits for nothing at the moment can wait for something again.
 *
 * <p>Netty 4.2.18 takes such a socket out of epoll and then fails to put it back ("epoll_ctl
 * failed: No such file or directory"), so that a client which has ended its side loses what is
 * still to be written to it as soon as it reads slowly. Here the socket stays in, edge-triggered
 * and for no event, so that an error or a hang-up wakes the loop once and not again and again.
 */
final class SteadyEpoll implements IoHandler {

  private final IoHandler epoll;

  private SteadyEpoll(IoHandler epoll) {
    this.epoll = epoll;
  }

  static IoHandlerFactory newFactory() {
    IoHandlerFactory factory = EpollIoHandler.newFactory();
    return executor -> new SteadyEpoll(factory.newHandler(executor));
  }

  @Override
  public void initialize() {
    epoll.initialize();
  }

  @Override
  public int run(IoHandlerContext context) {
    return epoll.run(context);
  }

  @Override
  public void prepareToDestroy() {
    epoll.prepareToDestroy();
  }

  @Override
  public void destroy() {
    epoll.destroy();
  }

  @Override
  public IoRegistration register(IoHandle handle) throws Exception {
    return new Registration(epoll.register(handle));
  }

  @Override
  public void wakeup() {
    epoll.wakeup();
  }

  @Override
  public boolean isCompatible(Class<? extends IoHandle> handleType) {
    return epoll.isCompatible(handleType);
  }

  private static final class Registration implements IoRegistration {

    private final IoRegistration epoll;
    private @Nullable IoOps submitted;
    private long answer;

    Registration(IoRegistration epoll) {
      this.epoll = epoll;
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // as Netty declares it
    public <T> T attachment() {
      return epoll.attachment();
    }

    /** Netty submits some twice, and each submission is a system call. */
    @Override
    public long submit(IoOps ops) {
      IoOps steady = ops.equals(EpollIoOps.NONE) ? EpollIoOps.EPOLLET : ops;
      if (!steady.equals(submitted)) {
        submitted = steady;
        answer = epoll.submit(steady);
      }
      return answer;
    }

    @Override
    public boolean isValid() {
      return epoll.isValid();
    }

    @Override
    public boolean cancel() {
      return epoll.cancel();
    }
  }
}
