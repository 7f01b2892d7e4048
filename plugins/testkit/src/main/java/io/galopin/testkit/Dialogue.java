package io.galopin.testkit;

import io.galopin.api.Direction;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client and a backend say to each other, in order, as it is on the wire: what the checks of
 * {@link ProtocolContract} are fed with. Immutable.
 *
 * <pre>{@code
 * Dialogue.start().client("PING\r\n").backend("PONG\r\n")
 * }</pre>
 *
 * @param lines what is said, one after the other
 */
public record Dialogue(List<Line> lines) {

  /**
   * What one side says at a time.
   *
   * @param direction {@link Direction#UPSTREAM} for the client
   * @param bytes one character for each byte, up to {@code ÿ}
   */
  public record Line(Direction direction, String bytes) {
    /** Checks the characters. */
    public Line {
      if (bytes.chars().anyMatch(character -> character > 0xFF)) {
        throw new IllegalArgumentException(
            "bytes: " + bytes + " (expected: one character for each byte, up to \u00ff)");
      }
    }
  }

  /** Copies the lines. */
  public Dialogue {
    lines = List.copyOf(lines);
  }

  /** Nothing has been said yet. */
  public static Dialogue start() {
    return new Dialogue(List.of());
  }

  /** The same, and then the client says this. */
  public Dialogue client(String bytes) {
    return and(new Line(Direction.UPSTREAM, bytes));
  }

  /** The same, and then the backend says this. */
  public Dialogue backend(String bytes) {
    return and(new Line(Direction.DOWNSTREAM, bytes));
  }

  private Dialogue and(Line line) {
    List<Line> more = new ArrayList<>(lines);
    more.add(line);
    return new Dialogue(more);
  }

  /** All that one side says. */
  public String said(Direction direction) {
    StringBuilder all = new StringBuilder();
    lines.stream().filter(line -> line.direction() == direction).forEach(l -> all.append(l.bytes));
    return all.toString();
  }

  /** The same, where the line at an index comes in two, the second from byte {@code at} on. */
  Dialogue split(int index, int at) {
    Line whole = lines.get(index);
    List<Line> parts = new ArrayList<>(lines);
    parts.set(index, new Line(whole.direction(), whole.bytes().substring(at)));
    parts.add(index, new Line(whole.direction(), whole.bytes().substring(0, at)));
    return new Dialogue(parts);
  }

  /** The same in lines of one byte. */
  Dialogue byteByByte() {
    return new Dialogue(
        lines.stream()
            .flatMap(
                line ->
                    line.bytes()
                        .chars()
                        .mapToObj(c -> new Line(line.direction(), String.valueOf((char) c))))
            .toList());
  }

  /** The same with another byte at a place of a line. */
  Dialogue withByte(int index, int at, char other) {
    List<Line> changed = new ArrayList<>(lines);
    StringBuilder bytes = new StringBuilder(lines.get(index).bytes());
    bytes.setCharAt(at, other);
    changed.set(index, new Line(lines.get(index).direction(), bytes.toString()));
    return new Dialogue(changed);
  }
}
