package io.galopin.testkit;

import io.galopin.api.Direction;
import io.galopin.api.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One direction of a {@link TestSession}: what has come, what has gone on, and what was seen. */
final class Lane {

  final Direction direction;
  final StringBuilder pending = new StringBuilder();
  final StringBuilder forwarded = new StringBuilder();

  /** The message whose head was cut last, with the bytes of that head. */
  @Nullable Message message;

  String head = "";

  /** How many bytes there were when the session asked for more. */
  int moreAt;

  private final List<String> seen;
  private final boolean tellPayload;
  private long length;
  private long payload;
  private long passed;

  Lane(Direction direction, List<String> seen, boolean tellPayload) {
    this.direction = direction;
    this.seen = seen;
    this.tellPayload = tellPayload;
  }

  boolean ofRequests() {
    return direction == Direction.UPSTREAM;
  }

  void begins(Message begun, String bytes, String label) {
    message = begun;
    head = bytes;
    length = bytes.length();
    payload = begun.headIsPayload() ? length : 0;
    // Where a turn begins does not depend on how its bytes come, but the length of its first piece.
    seen.add(arrow() + (begun.headIsPayload() ? " turn" : " " + label));
  }

  void goesOn(int bytes, boolean framing) {
    length += bytes;
    payload += framing ? 0 : bytes;
  }

  void ends() {
    seen.add(arrow() + "| " + length + (tellPayload ? ", payload " + payload : ""));
  }

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
