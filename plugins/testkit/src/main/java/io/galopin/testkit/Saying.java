package io.galopin.testkit;

import io.galopin.api.Cut;
import io.galopin.api.Direction;
import io.galopin.api.Message;
import io.galopin.api.Rendering;
import io.galopin.api.Reply;
import java.util.ArrayList;
import java.util.List;

/**
 * One direction of a {@link TestSession}: what was said, and what the session reported about it.
 */
final class Saying {

  private final boolean ofRequests;
  private final List<String> seen;
  private final boolean tellPayload;
  private final StringBuilder pending = new StringBuilder();
  private final StringBuilder payload = new StringBuilder();
  private final List<Message> messages = new ArrayList<>();
  private String head = "";
  private long length;
  private int payloadBefore;
  private long passed;
  private boolean over;

  /**
   * Starts with nothing said.
   *
   * @param seen receives what is seen of both directions
   * @param tellPayload whether to report how much of a reply was payload
   */
  Saying(Direction direction, List<String> seen, boolean tellPayload) {
    this.ofRequests = direction == Direction.UPSTREAM;
    this.seen = seen;
    this.tellPayload = tellPayload && !ofRequests;
  }

  void said(String bytes) {
    if (!over) {
      pending.append(bytes);
    }
  }

  /** The protocol is asked nothing more: the rest is TLS. */
  void isOver() {
    over = true;
    pending.setLength(0);
  }

  /** The bytes that have not been cut yet. */
  String pending() {
    return pending.toString();
  }

  /** All payload so far. */
  String payload() {
    return payload.toString();
  }

  /** The messages whose heads were cut. */
  List<Message> messages() {
    return List.copyOf(messages);
  }

  Message message() {
    if (messages.isEmpty()) {
      throw new IllegalStateException("no message has come " + arrow());
    }
    return messages.get(messages.size() - 1);
  }

  /** The bytes of the newest message's head. */
  String head() {
    return head;
  }

  /** Records that a message's head was cut. */
  void begins(Message begun, Cut cut, String label) {
    messages.add(begun);
    head = pending.substring(0, cut.length());
    length = 0;
    payloadBefore = payload.length();
    // The start of a turn does not depend on how its bytes arrive, but the length of its first
    // piece does. A turn is reported in the same way for requests and replies.
    // What is said in a turn is a request and a reply alike.
    boolean payloadOnly = begun instanceof Reply either && either.headIsPayload();
    boolean turn = payloadOnly && !cut.last();
    seen.add(arrow() + " " + (turn ? "turn" : label));
    goesOn(cut, !payloadOnly);
  }

  /** Records an opening that begins before its first byte. */
  void greets(Message greeting, String label) {
    messages.add(greeting);
    seen.add(arrow() + " " + label);
  }

  /** Records bytes that are a notice. */
  void notices(Cut cut, String label) {
    seen.add(arrow() + " notice " + label + ", " + cut.length());
    take(cut);
  }

  /** Records that bytes of the newest message were cut. */
  void goesOn(Cut cut, boolean framing) {
    length += cut.length();
    String bytes = take(cut);
    payload.append(framing ? "" : bytes);
    if (cut.last()) {
      int ofMessage = payload.length() - payloadBefore;
      seen.add(arrow() + "| " + length + (tellPayload ? ", payload " + ofMessage : ""));
    }
  }

  /** Records bytes that belong to no exchange. */
  void passes(Cut cut) {
    String last = seen.isEmpty() ? "" : seen.get(seen.size() - 1);
    if (last.equals(passing())) {
      seen.remove(seen.size() - 1);
    } else {
      passed = 0;
    }
    passed += cut.length();
    seen.add(passing());
    take(cut);
  }

  /** Records bytes that the session answers itself. */
  void answered(Cut cut) {
    Rendering answer = cut.rendering();
    seen.add(arrow() + " answered " + cut.length() + (answer == null ? "" : ", " + answer.label()));
    take(cut);
  }

  private String take(Cut cut) {
    String bytes = pending.substring(0, cut.length());
    pending.delete(0, cut.length());
    return bytes;
  }

  private String passing() {
    return arrow() + " pass " + passed;
  }

  private String arrow() {
    return ofRequests ? ">" : "<";
  }
}
