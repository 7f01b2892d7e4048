package io.galopin.testkit;

import io.galopin.api.Direction;
import io.galopin.api.Message;
import io.galopin.api.Reply;
import java.util.ArrayList;
import java.util.List;

/** One direction of a {@link TestSession}: what has come, what has gone on, and what was seen. */
final class Lane {

  final Direction direction;
  final StringBuilder pending = new StringBuilder();
  final StringBuilder forwarded = new StringBuilder();
  final StringBuilder payload = new StringBuilder();

  /** Those whose heads were cut. */
  final List<Message> messages = new ArrayList<>();

  /** The bytes of the head that was cut last. */
  String head = "";

  /** How many bytes there were when the session asked for more. */
  int moreAt;

  /** Whether nothing of the newest message goes on. */
  boolean withheld;

  private final List<String> seen;
  private final boolean tellPayload;
  private long length;
  private int payloadBefore;
  private long passed;

  Lane(Direction direction, List<String> seen, boolean tellPayload) {
    this.direction = direction;
    this.seen = seen;
    this.tellPayload = tellPayload;
  }

  boolean ofRequests() {
    return direction == Direction.UPSTREAM;
  }

  /** The newest message. */
  Message message() {
    if (messages.isEmpty()) {
      throw new IllegalStateException("no message has come " + direction);
    }
    return messages.get(messages.size() - 1);
  }

  /** The first pending bytes are the head of a message. */
  void begins(Message begun, int bytes, String label) {
    messages.add(begun);
    head = pending.substring(0, bytes);
    length = 0;
    payloadBefore = payload.length();
    // Where a turn begins does not depend on how its bytes come, but the length of its first piece.
    // What is said in a turn is a request and a reply alike.
    boolean turn = begun instanceof Reply either && either.headIsPayload();
    seen.add(arrow() + " " + (turn ? "turn" : label));
    goesOn(bytes, !turn);
  }

  /** The first pending bytes belong to the newest message. */
  void goesOn(int bytes, boolean framing) {
    length += bytes;
    payload.append(pending, 0, framing ? 0 : bytes);
  }

  /** The newest message is complete. */
  void ends() {
    int ofMessage = payload.length() - payloadBefore;
    seen.add(arrow() + "| " + length + (tellPayload ? ", payload " + ofMessage : ""));
  }

  /** The first pending bytes belong to no exchange. */
  void passes(int bytes) {
    String last = seen.isEmpty() ? "" : seen.get(seen.size() - 1);
    if (last.equals(passing())) {
      seen.remove(seen.size() - 1);
    } else {
      passed = 0;
    }
    passed += bytes;
    seen.add(passing());
  }

  private String passing() {
    return arrow() + " pass " + passed;
  }

  private String arrow() {
    return ofRequests() ? ">" : "<";
  }
}
