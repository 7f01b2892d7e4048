package io.galopin.testkit;

import io.galopin.api.Direction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;

/**
 * What a client and a backend send to each other, in order. {@link ProtocolContract} and {@link
 * Garbage} play dialogues. Immutable.
 *
 * <pre>{@code
 * Dialogue.start().client("PING\r\n").backend("PONG\r\n")
 * }</pre>
 *
 * @param lines what is said, in order
 */
public record Dialogue(List<Line> lines) {

  /** What a fuzzer writes between two turns, as a regular expression. */
  private static final String OTHER_SIDE = Pattern.quote("<|>");

  /** More turns take long and find no more. */
  private static final int MOST_TURNS = 12;

  /**
   * What one side says at once.
   *
   * @param direction {@link Direction#UPSTREAM} for the client
   * @param bytes one character per byte, up to {@code ÿ}
   */
  public record Line(Direction direction, String bytes) {
    /** Checks the characters. */
    public Line {
      if (bytes.chars().anyMatch(character -> character > 0xFF)) {
        throw new IllegalArgumentException(
            "bytes: " + bytes + " (expected: one character for each byte, up to \u00ff)");
      }
    }

    @Override
    public String toString() {
      return (direction == Direction.UPSTREAM ? "> " : "< ") + bytes;
    }
  }

  public Dialogue {
    lines = List.copyOf(lines);
  }

  /** Starts an empty dialogue. */
  public static Dialogue start() {
    return new Dialogue(List.of());
  }

  /** Returns this dialogue, followed by bytes of the client. */
  public Dialogue client(String bytes) {
    return and(new Line(Direction.UPSTREAM, bytes));
  }

  /** Returns this dialogue, followed by bytes of the backend. */
  public Dialogue backend(String bytes) {
    return and(new Line(Direction.DOWNSTREAM, bytes));
  }

  /**
   * Returns this dialogue, followed by what both sides say by turns, for fuzzers.
   *
   * @param first speaks first
   * @param said separated by {@code <|>}; after twelve turns, the rest belongs to the last
   */
  public Dialogue byTurns(Direction first, byte[] said) {
    Dialogue dialogue = this;
    Direction next = first;
    String text = new String(said, StandardCharsets.ISO_8859_1);
    for (String bytes : text.split(OTHER_SIDE, MOST_TURNS)) {
      if (!bytes.isEmpty()) {
        dialogue = dialogue.and(new Line(next, bytes));
      }
      next = next == Direction.UPSTREAM ? Direction.DOWNSTREAM : Direction.UPSTREAM;
    }
    return dialogue;
  }

  /** Returns this dialogue, followed by another. */
  public Dialogue then(Dialogue other) {
    List<Line> more = new ArrayList<>(lines);
    more.addAll(other.lines);
    return new Dialogue(more);
  }

  private Dialogue and(Line line) {
    List<Line> more = new ArrayList<>(lines);
    more.add(line);
    return new Dialogue(more);
  }

  /** Returns everything that one side says. */
  public String said(Direction direction) {
    StringBuilder all = new StringBuilder();
    lines.stream().filter(line -> line.direction() == direction).forEach(l -> all.append(l.bytes));
    return all.toString();
  }

  /** Returns everything until one side has spoken; nothing if it never does. */
  Dialogue untilFirst(Direction direction) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).direction() == direction) {
        return new Dialogue(lines.subList(0, i + 1));
      }
    }
    return start();
  }

  /** Cuts each line into pieces of {@code size} bytes. The last piece of a line may be shorter. */
  public Dialogue inPieces(int size) {
    return inPieces(() -> size);
  }

  /**
   * Cuts each line into pieces of varying sizes. The last piece of a line may be shorter.
   *
   * @param sizes returns the size of the next piece in bytes, at least 1
   */
  public Dialogue inPieces(IntSupplier sizes) {
    List<Line> pieces = new ArrayList<>();
    for (Line line : lines) {
      for (int from = 0, to; from < line.bytes().length(); from = to) {
        int size = sizes.getAsInt();
        if (size < 1) {
          throw new IllegalArgumentException("size: " + size + " (expected: 1 or more)");
        }
        to = (int) Math.min(line.bytes().length(), (long) from + size);
        pieces.add(new Line(line.direction(), line.bytes().substring(from, to)));
      }
    }
    return new Dialogue(pieces);
  }

  /** Returns one dialogue for each place at which the line at {@code index} can be cut in two. */
  List<Dialogue> splits(int index) {
    Line whole = lines.get(index);
    List<Dialogue> splits = new ArrayList<>();
    for (int at = 1; at < whole.bytes().length(); at++) {
      List<Line> parts = new ArrayList<>(lines);
      parts.set(index, new Line(whole.direction(), whole.bytes().substring(at)));
      parts.add(index, new Line(whole.direction(), whole.bytes().substring(0, at)));
      splits.add(new Dialogue(parts));
    }
    return splits;
  }

  /** Replaces the bytes of the line at {@code index}. */
  Dialogue with(int index, String bytes) {
    List<Line> changed = new ArrayList<>(lines);
    changed.set(index, new Line(lines.get(index).direction(), bytes));
    return new Dialogue(changed);
  }

  @Override
  public String toString() {
    return lines.toString();
  }
}
