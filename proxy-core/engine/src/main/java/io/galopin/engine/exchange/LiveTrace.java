package io.galopin.engine.exchange;

import io.galopin.api.Rendering;
import io.galopin.api.Reply;
import io.galopin.engine.socket.Outlet;
import io.galopin.engine.trace.FinishedExchange.Did;
import io.galopin.engine.trace.FinishedExchange.How;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Follows an exchange from its first byte to its last. Used only on one event loop. */
final class LiveTrace implements Trace {

  private final ActiveExchange exchange;
  private final Audience audience;
  private final Consumer<LiveTrace> over;
  private final TraceTimes times;
  private Hearers hearers;
  private List<Did> faults = List.of();
  private long requestBytes;
  private long replyBytes;
  private String replyLabel = "";
  private boolean error;
  private boolean endsWithConnection;
  private boolean begun;
  private int notices;
  private @Nullable How how;
  private boolean through;
  private boolean told;

  /**
   * Begins.
   *
   * @param over called once, when it is over
   */
  LiveTrace(
      ActiveExchange exchange, Audience audience, TraceTimes times, Consumer<LiveTrace> over) {
    this.exchange = exchange;
    this.audience = audience;
    this.times = times;
    this.over = over;
    this.hearers = audience.hearers();
  }

  @Override
  public boolean isLive() {
    return true;
  }

  @Override
  public void requested(ByteBuf in, int length) {
    hearers = audience.atRequest(hearers, exchange, in, length);
  }

  @Override
  public void requestCame(int bytes, boolean head) {
    requestBytes += bytes;
    if (!head) {
      times.requestCame();
    }
  }

  @Override
  public void requestGone(Outlet backend) {
    backend.mark(times::requestGone);
  }

  @Override
  public void replied(Reply reply, ByteBuf in, int length) {
    times.replyCame();
    if (replyLabel.isEmpty()) {
      replyLabel = audience.label(reply);
    }
    error |= audience.error(reply);
    endsWithConnection = audience.endsWithConnection(reply);
    hearers = audience.atReply(hearers, exchange, reply, in, length);
  }

  @Override
  public void replyCame() {
    times.replyCame();
  }

  @Override
  public void replyGone(int bytes, Outlet client, boolean interim) {
    if (how == null) {
      replyBytes += bytes;
      begun |= !interim;
      client.mark(times::replyGone);
    }
  }

  @Override
  public void answers() {
    times.answers();
  }

  @Override
  public void answered(Rendering answer, int bytes, Outlet client) {
    if (how == null) {
      replyLabel = answer.label();
      error = true;
      replyGone(bytes, client, false);
      ends(How.ANSWERED, client);
    }
  }

  @Override
  public void did(String rule, String behavior, String what) {
    if (faults.isEmpty()) {
      faults = new ArrayList<>(1);
    }
    faults.add(new Did(rule, behavior, what));
  }

  @Override
  public void awaitsNotices(int count) {
    notices += count;
  }

  @Override
  public void noticed() {
    notices--;
    tellIfOver();
  }

  @Override
  public void ends(How decided, Outlet last) {
    if (how == null) {
      how = decided;
      last.mark(this::through);
    }
  }

  private void through() {
    through = true;
    tellIfOver();
  }

  private void tellIfOver() {
    if (through && notices <= 0) {
      tell();
    }
  }

  private void tell() {
    if (!told) {
      told = true;
      times.ends(how());
      hearers = audience.atEnd(hearers, exchange);
      over.accept(this);
    }
  }

  /** Called when the connection ends. What was written and waits for a toxic may still arrive. */
  void close() {
    if (how == null) {
      how = atEndOfConnection();
      through = true;
    }
    if (through) {
      tell();
    }
  }

  /** Called when nothing is left of the connection. */
  void abandon() {
    if (!through) {
      how = How.CUT;
    }
    tell();
  }

  private How atEndOfConnection() {
    if (!exchange.request().expectsReply() && exchange.ownAnswer() == null) {
      return How.NO_REPLY_EXPECTED;
    }
    if (!begun) {
      return How.UNANSWERED;
    }
    ReplyShape shape = exchange.replyCourse().shape();
    boolean whole = endsWithConnection && (shape == null || !shape.hasEnded());
    return whole ? How.REPLIED : How.CUT;
  }

  ActiveExchange exchange() {
    return exchange;
  }

  Hearers hearers() {
    return hearers;
  }

  TraceTimes times() {
    return times;
  }

  /** Returns how it ended. */
  How how() {
    return how == null ? How.UNANSWERED : how;
  }

  String replyLabel() {
    return replyLabel;
  }

  boolean isError() {
    return error;
  }

  long requestBytes() {
    return requestBytes;
  }

  long replyBytes() {
    return replyBytes;
  }

  List<Did> faults() {
    return faults;
  }
}
