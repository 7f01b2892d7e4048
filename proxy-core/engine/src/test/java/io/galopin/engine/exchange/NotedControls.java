package io.galopin.engine.exchange;

import io.galopin.engine.socket.LastWords;
import java.util.ArrayList;
import java.util.List;

/** Controls of a connection for tests: notes what they are told. */
public final class NotedControls implements Controls {

  /** What they were told, in order. */
  public final List<String> told = new ArrayList<>();

  public boolean clientTakes = true;

  /** How many actions have been guarded. */
  public int guarded;

  @Override
  public void lastWords(LastWords words) {
    told.add("last words " + words);
  }

  @Override
  public void closeOrderly() {
    told.add("close orderly");
  }

  @Override
  public void resetOrderly() {
    told.add("reset orderly");
  }

  @Override
  public void closeSides() {
    told.add("close sides");
  }

  @Override
  public void reset() {
    told.add("reset");
  }

  @Override
  public void stopRequests() {
    told.add("stop requests");
  }

  @Override
  public void ignoreRequests() {
    told.add("ignore requests");
  }

  @Override
  public void stopReplies() {
    told.add("stop replies");
  }

  @Override
  public void deafenBackend() {
    told.add("deafen backend");
  }

  @Override
  public void leaveUnfinished() {
    told.add("leave unfinished");
  }

  @Override
  public boolean clientEnded() {
    return false;
  }

  @Override
  public void flush() {
    told.add("flush");
  }

  @Override
  public void relieved() {
    told.add("relieved");
  }

  @Override
  public boolean clientTakes() {
    return clientTakes;
  }

  @Override
  public void guard(Runnable action) {
    guarded++;
    action.run();
  }
}
