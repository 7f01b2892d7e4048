package io.galopin.testkit;

import io.galopin.api.Direction;
import io.galopin.api.ProtocolFactory;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Bytes of which a protocol may make nothing. What goes on of each side is what came, from its
 * first byte on; all of it has gone on when both sides have ended, unless the protocol refuses the
 * rest; and however the bytes come, it sees the same messages and refuses, or does not. This holds
 * whether or not something is done to payload, without an exception or a buffer left behind.
 *
 * <pre>{@code
 * Garbage garbage = Garbage.of(new EchoFactory(), Map.of()).telling("\r\n 019");
 * garbage.checkMutants(dialogue); // in an ordinary test
 * garbage.check(Dialogue.start().client(text)); // in one that a fuzzer feeds
 * }</pre>
 *
 * <p>It is for options under which a protocol changes nothing of what it forwards.
 *
 * @param options as users write them
 * @param telling bytes that mean something to the protocol; mutants have them more often than
 *     others. Without any, those of the dialogue itself
 * @param mostWaiting how many bytes of a side may wait for others at most
 */
public record Garbage(
    ProtocolFactory factory, Map<String, ?> options, String telling, int mostWaiting) {

  private static final int MUTANTS = 500;
  private static final int SPLIT_MUTANTS = 20;
  private static final int LARGEST_PIECE = 40;

  /** For a protocol of which nothing else is known. */
  public static Garbage of(ProtocolFactory factory, Map<String, ?> options) {
    return new Garbage(factory, options, "", Integer.MAX_VALUE);
  }

  /** The same with other {@link #telling} bytes. */
  public Garbage telling(String bytes) {
    return new Garbage(factory, options, bytes, mostWaiting);
  }

  /** The same with another {@link #mostWaiting}. */
  public Garbage mostWaiting(int bytes) {
    return new Garbage(factory, options, telling, bytes);
  }

  /**
   * Checks a dialogue, valid or not, whole and in pieces of some sizes.
   *
   * @throws AssertionError with a sentence about what is not as it should be
   */
  public void check(Dialogue dialogue) {
    check(dialogue, List.of(dialogue.inPieces(1), dialogue.inPieces(7), dialogue.inPieces(30)));
  }

  /**
   * Checks what becomes of a dialogue when bytes of a line are changed, dropped, added or doubled:
   * of many mutants in pieces of one size, and of some parted anywhere. They are the same in every
   * run.
   *
   * @param dialogue valid, and longer than nothing
   * @throws AssertionError with a sentence about what is not as it should be
   */
  public void checkMutants(Dialogue dialogue) {
    Random random = new Random(dialogue.hashCode());
    for (int i = 0; i < MUTANTS + SPLIT_MUTANTS; i++) {
      int line = random.nextInt(dialogue.lines().size());
      Dialogue mutant = dialogue.with(line, mutant(dialogue, line, random));
      check(
          mutant,
          i < MUTANTS
              ? List.of(mutant.inPieces(1 + random.nextInt(LARGEST_PIECE)))
              : mutant.splits(line));
    }
  }

  private String mutant(Dialogue dialogue, int line, Random random) {
    StringBuilder mutant = new StringBuilder(dialogue.lines().get(line).bytes());
    String others = telling.isEmpty() ? mutant.toString() : telling;
    for (int count = 1 + random.nextInt(3); count > 0 && mutant.length() > 0; count--) {
      int at = random.nextInt(mutant.length());
      int to = Math.min(mutant.length(), at + 1 + random.nextInt(8));
      char other = others.charAt(random.nextInt(others.length()));
      switch (random.nextInt(5)) {
        case 0 -> mutant.setCharAt(at, other);
        case 1 -> mutant.insert(at, other);
        case 2 -> mutant.delete(at, to);
        case 3 -> mutant.insert(at, mutant.substring(at, to));
        default -> mutant.setCharAt(at, (char) random.nextInt(0x100));
      }
    }
    return mutant.toString();
  }

  private void check(Dialogue whole, List<Dialogue> parted) {
    check(whole, parted, false);
    check(whole, parted, true);
  }

  private void check(Dialogue whole, List<Dialogue> parted, boolean payload) {
    Outcome expected = play(whole, payload);
    for (Dialogue parts : parted) {
      Outcome actual = play(parts, payload);
      boolean same =
          actual.strays(expected)
              || (expected.refused
                  ? actual.refused && actual.agrees(expected)
                  : actual.equals(expected));
      require(
          same,
          ProtocolContract.quoted(parts)
              + ": "
              + actual
              + " (expected, as of " + ProtocolContract.quoted(whole) + ": " + expected + ")");
    }
  }

  private record Outcome(boolean refused, List<String> seen) {

    /** How much has gone on before the rest is refused depends on the pieces. */
    boolean agrees(Outcome other) {
      int common = Math.min(complete(), other.complete());
      return seen.subList(0, common).equals(other.seen.subList(0, common));
    }

    /**
     * Stray bytes of the backend are those of a reply, or of none, if a request waits until the
     * reply before has come: it goes on when all that came with the end of that has. Then it also
     * depends on the pieces whether they are refused.
     */
    boolean strays(Outcome other) {
      return (hasStray() || other.hasStray()) && agrees(other, ">") && agrees(other, "<");
    }

    private boolean hasStray() {
      return seen.stream().anyMatch(line -> line.startsWith("< pass "));
    }

    private boolean agrees(Outcome other, String arrow) {
      List<String> mine = messages(arrow);
      List<String> others = other.messages(arrow);
      int common = Math.min(mine.size(), others.size());
      return (refused || other.refused)
          ? mine.subList(0, common).equals(others.subList(0, common))
          : mine.equals(others);
    }

    private List<String> messages(String arrow) {
      return seen.stream()
          .filter(line -> line.startsWith(arrow) && !line.startsWith("< pass "))
          .map(line -> line.startsWith("<| ") ? "<|" : line)
          .toList();
    }

    private int complete() {
      int last = seen.size() - 1;
      return last >= 0 && seen.get(last).contains(" pass ") ? last : seen.size();
    }

    @Override
    public String toString() {
      return seen + (refused ? ", the rest refused" : "");
    }
  }

  private Outcome play(Dialogue dialogue, boolean payload) {
    try (TestSession session =
        payload ? TestSession.ofPayload(factory, options) : TestSession.of(factory, options)) {
      for (Dialogue.Line line : dialogue.lines()) {
        session.play(new Dialogue(List.of(line)));
        int waiting = session.waiting(line.direction()).length();
        require(
            waiting <= mostWaiting || session.refused().isPresent(),
            waiting + " bytes wait (expected: " + mostWaiting + " at most)");
      }
      session.clientEnds().backendEnds();
      boolean refused = session.refused().isPresent();
      requireForwarded(dialogue, Direction.UPSTREAM, session.toBackend(), refused);
      requireForwarded(dialogue, Direction.DOWNSTREAM, session.toClientOfBackend(), refused);
      return new Outcome(refused, session.seen());
    } catch (AssertionError thrown) {
      String sentence = ProtocolContract.quoted(dialogue) + ": " + thrown.getMessage();
      throw new AssertionError(sentence, thrown);
    }
  }

  private static void requireForwarded(
      Dialogue dialogue, Direction direction, String forwarded, boolean refused) {
    String said = dialogue.said(direction);
    require(
        refused ? said.startsWith(forwarded) : said.equals(forwarded),
        direction + ": \"" + forwarded + "\" goes on (expected: what came)");
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new AssertionError(sentence);
    }
  }
}
