package io.galopin.engine.socket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Ends a socket after the bytes that were written to it have arrived. Whatever the peer still sends
 * is discarded: to close with unread input would send a RST, which destroys the bytes in transit.
 *
 * <pre>
 *           all given to the platform    the peer has all    its end, silence, or enough
 *  WRITING ──────────────────────────► ARRIVING ────────► LINGERING ────────────────────► OVER
 *     │                                   │ a reset: the peer has all                       ▲
 *     └───────────────────────────────────┴─────────────────────────────────────────────────┘
 *            it broke, no progress for 30 seconds, or 10 minutes in all
 * </pre>
 *
 * <p>Lingering lasts until the peer has ended its side, until a second in which it sent nothing, or
 * for 10 seconds. A peer that had ended its side before needs neither arriving nor lingering: what
 * the platform has arrives after the socket is closed, too. The platform is asked how far the bytes
 * are once a second, and more often only before a reset; where it does not tell, what it was given
 * counts as arrived, and a reset waits for a tenth of a second. A peer that does not take what is
 * not even with the platform yet is reset: an orderly end would hide what is missing.
 */
public final class Farewell extends ChannelInboundHandlerAdapter {

  /** What the peer sees in the end. */
  public enum How {
    /** The end of the output. */
    CLOSE,
    /** A TCP RST. */
    RESET
  }

  enum State {
    WRITING,
    ARRIVING,
    LINGERING,
    OVER
  }

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long MOST_STALLED = 30 * SECOND;
  private static final long MOST_LINGERING = 10 * SECOND;
  private static final long MOST_IN_ALL = 600 * SECOND;
  private static final long FIRST_LOOK_BEFORE_RESET = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long LEAST_PAUSE = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long UNKNOWN_ARRIVAL = TimeUnit.MILLISECONDS.toNanos(100);

  private final Channel channel;
  private final How how;
  private final Function<Channel, @Nullable Arrival> asking;
  private final long beganAt;
  private State state = State.WRITING;
  private boolean inputEnded;
  private boolean heard;
  private long notBefore;
  private @Nullable Future<?> timer;
  private long pause = FIRST_LOOK_BEFORE_RESET;

  /** When output was last seen to go on. */
  private long progressAt;

  private long lastInputAt;
  private long stateSince;
  private long unwritten = Long.MAX_VALUE;
  private long arrived;

  private Farewell(
      Channel channel, Side side, How how, Function<Channel, @Nullable Arrival> asking) {
    this.channel = channel;
    this.how = how;
    this.asking = asking;
    this.inputEnded = side.isInputEnded();
    this.beganAt = now();
    this.notBefore = beganAt;
    this.progressAt = beganAt;
    this.lastInputAt = beganAt;
    this.stateSince = beganAt;
  }

  /**
   * Takes the place of {@code side} in the pipeline; that one hears of the close only.
   *
   * @param notBefore before this time of the loop there is no reset, unless the peer sends
   *     something
   */
  static void begin(Channel channel, Side side, How how, long notBefore) {
    begin(channel, side, how, notBefore, Arrival::at);
  }

  static Farewell begin(
      Channel channel,
      Side side,
      How how,
      long notBefore,
      Function<Channel, @Nullable Arrival> asking) {
    Farewell farewell = new Farewell(channel, side, how, asking);
    farewell.notBefore = notBefore;
    if (how == How.CLOSE
        && farewell.inputEnded
        && farewell.left() == 0
        && !SecureSocket.isAt(channel)) {
      // The platform has all, and the peer nothing more to say.
      farewell.state = State.ARRIVING;
    }
    if (farewell.state == State.ARRIVING || !channel.isActive()) {
      farewell.finish();
      return farewell;
    }
    channel.pipeline().addBefore(channel.pipeline().context(side).name(), null, farewell);
    side.reading(true);
    (how == How.CLOSE ? SecureSocket.end(channel) : SecureSocket.flush(channel))
        .addListener(done -> farewell.written(done.isSuccess()));
    if (farewell.state == State.WRITING) {
      farewell.unwritten = farewell.left();
      farewell.lookIn(SECOND);
    }
    return farewell;
  }

  State state() {
    return state;
  }

  private long now() {
    return channel.eventLoop().ticker().nanoTime();
  }

  private void written(boolean success) {
    if (state != State.WRITING) {
      return;
    }
    DuplexChannel socket = (DuplexChannel) channel;
    boolean ended = socket.isOutputShutdown();
    if (!success && !ended) {
      finish();
      return;
    }
    if (how == How.CLOSE && !ended && !inputEnded) {
      OutputEnd.now(channel);
    }
    if (state != State.WRITING) {
      // The platform did not like that.
      return;
    }
    become(State.ARRIVING);
    progressAt = now();
    if (how == How.RESET) {
      look();
    } else if (inputEnded) {
      finish();
    } else {
      lookIn(SECOND);
    }
  }

  private void become(State next) {
    state = next;
    stateSince = now();
  }

  private void lookIn(long nanos) {
    cancelTimer();
    timer = channel.eventLoop().schedule(this::look, nanos, TimeUnit.NANOSECONDS);
  }

  /** Asks how far the bytes are, and goes on from there. */
  private void look() {
    timer = null;
    Arrival arrival = asking.apply(channel);
    long now = now();
    noteProgress(arrival, now);
    if (how == How.RESET) {
      lookBeforeReset(arrival, now);
      return;
    }
    if (state == State.ARRIVING && (arrival == null || arrival.end())) {
      become(State.LINGERING);
    }
    if (state == State.LINGERING) {
      long quiet = arrival == null ? now - lastInputAt : arrival.silence() * (SECOND / 1000);
      if (quiet >= SECOND || now - stateSince >= MOST_LINGERING) {
        finish();
      } else {
        lookIn(Math.max(LEAST_PAUSE, SECOND - quiet));
      }
    } else {
      lookAgain(now, SECOND);
    }
  }

  private void noteProgress(@Nullable Arrival arrival, long now) {
    long left = left();
    if (left < unwritten) {
      unwritten = left;
      progressAt = now;
    }
    if (arrival != null && arrival.bytes() > arrived) {
      arrived = arrival.bytes();
      progressAt = now;
    }
  }

  /** What the platform has not been given yet, in bytes. */
  private long left() {
    ChannelOutboundBuffer out = channel.unsafe().outboundBuffer();
    return out == null ? 0 : out.totalPendingWriteBytes() - out.currentProgress();
  }

  private void lookBeforeReset(@Nullable Arrival arrival, long now) {
    boolean all = arrival == null ? now - stateSince >= UNKNOWN_ARRIVAL : arrival.all();
    if (state == State.ARRIVING && all && (heard || now - notBefore >= 0)) {
      finish();
      return;
    }
    pause = Math.min(2 * pause, SECOND);
    lookAgain(now, state == State.WRITING ? SECOND : pause);
  }

  private void lookAgain(long now, long pauseNanos) {
    if (now - progressAt >= MOST_STALLED || now - beganAt >= MOST_IN_ALL) {
      finish();
    } else {
      lookIn(pauseNanos);
    }
  }

  private void finish() {
    boolean reset = how == How.RESET || state == State.WRITING;
    state = State.OVER;
    cancelTimer();
    if (reset && channel.isActive()) {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    }
    SecureSocket.closeAbruptly(channel);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ReferenceCountUtil.release(message);
    lastInputAt = now();
    if (!heard) {
      heard = true;
      if (how == How.RESET && state == State.ARRIVING) {
        cancelTimer();
        look();
      }
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    // The event ends here.
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    // The event ends here.
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (SecureSocket.isEndOfInput(event)) {
      inputEnded = true;
      if (how == How.CLOSE && state != State.WRITING) {
        finish();
      }
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    finish();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    state = State.OVER;
    cancelTimer();
    ctx.fireChannelInactive();
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
