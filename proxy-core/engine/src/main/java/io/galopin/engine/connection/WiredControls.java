package io.galopin.engine.connection;

import io.galopin.engine.exchange.Controls;
import io.galopin.engine.socket.Farewell;
import io.galopin.engine.socket.LastWords;
import io.netty.channel.Channel;

/**
 * The controls of a connection, which delegate to its parts. The parts know only {@link Controls}.
 * Used only on the connection's event loop.
 */
final class WiredControls implements Controls {

  private Channel client;
  private Wires wires;
  private Flow flow;
  private Ending ending;
  private Guard guard;

  /** Sets the parts. Must be called before any other method. */
  void wire(Wiring parts, Channel accepted) {
    client = accepted;
    wires = parts.wires();
    flow = parts.flow();
    ending = parts.ending();
    guard = parts.guard();
  }

  @Override
  public void closeOrderly() {
    ending.end(Farewell.How.CLOSE);
  }

  @Override
  public void resetOrderly() {
    ending.end(Farewell.How.RESET);
  }

  @Override
  public void closeSides() {
    ending.leave(Farewell.How.CLOSE);
  }

  @Override
  public void reset() {
    ending.reset();
  }

  @Override
  public void stopRequests() {
    wires.requests().link().discard();
    wires.requests().holds().clear();
    if (wires.client().isInputEnded()) {
      // The end of the direction was among the discarded steps.
      wires.requests().link().end();
    }
  }

  @Override
  public void ignoreRequests() {
    wires.requests().link().discard();
  }

  @Override
  public void stopReplies() {
    wires.replies().link().discard();
  }

  @Override
  public void deafenBackend() {
    wires.backend().deafen();
  }

  @Override
  public void leaveUnfinished() {
    ending.unfinished();
  }

  @Override
  public void lastWords(LastWords words) {
    LastWords.set(client, words);
  }

  @Override
  public boolean clientEnded() {
    return wires.client().isInputEnded();
  }

  @Override
  public void flush() {
    flow.flush();
  }

  @Override
  public void relieved() {
    flow.relieved();
  }

  @Override
  public boolean clientTakes() {
    return flow.clientTakes();
  }

  @Override
  public void guard(Runnable action) {
    guard.run(action);
  }
}
