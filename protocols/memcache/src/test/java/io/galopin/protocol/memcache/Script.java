package io.galopin.protocol.memcache;

import java.util.ArrayList;
import java.util.List;

/**
 * A conversation as it is on the wire, in turns of either side, and what is to be seen in it.
 *
 * @param steps who says what, one character per byte
 * @param seen what a {@link Conversation} sees
 */
record Script(String name, List<Step> steps, List<String> seen) {

  record Step(boolean fromClient, String bytes) {}

  /** Where the piece of a step ends that begins at {@code from}. */
  interface Pieces {
    int end(int step, int from);
  }

  static Script of(String name) {
    return new Script(name, new ArrayList<>(), new ArrayList<>());
  }

  /** The client says these lines, each with its CR LF. */
  Script client(String... lines) {
    return clientBytes(String.join("\r\n", lines) + "\r\n");
  }

  Script client(Packet... packets) {
    return clientBytes(join(packets));
  }

  Script clientBytes(String bytes) {
    steps.add(new Step(true, bytes));
    return this;
  }

  /** The backend says these lines, each with its CR LF. */
  Script backend(String... lines) {
    steps.add(new Step(false, String.join("\r\n", lines) + "\r\n"));
    return this;
  }

  Script backend(Packet... packets) {
    steps.add(new Step(false, join(packets)));
    return this;
  }

  private static String join(Packet... packets) {
    StringBuilder all = new StringBuilder();
    for (Packet packet : packets) {
      all.append(packet.bytes());
    }
    return all.toString();
  }

  Script sees(String... what) {
    seen.addAll(List.of(what));
    return this;
  }

  /** Says it all, in pieces. */
  void play(Conversation conversation, Pieces pieces) {
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      for (int from = 0, to; from < step.bytes().length(); from = to) {
        to = Math.min(step.bytes().length(), pieces.end(i, from));
        String piece = step.bytes().substring(from, to);
        if (step.fromClient()) {
          conversation.client(piece);
        } else {
          conversation.backend(piece);
        }
      }
    }
  }

  String sent(boolean byClient) {
    StringBuilder all = new StringBuilder();
    for (Step step : steps) {
      if (step.fromClient() == byClient) {
        all.append(step.bytes());
      }
    }
    return all.toString();
  }

  @Override
  public String toString() {
    return name;
  }
}
