package io.galopin.testkit;

import io.galopin.api.Direction;
import io.galopin.api.ProtocolFactory;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Checks a protocol with bytes that may make no sense to it. What goes on from each side must be
 * what came, from the first byte. When both sides have ended, all of it must have gone on, unless
 * the protocol refused the rest. However the bytes arrive, the protocol must see the same messages,
 * and must always refuse or never. All this must hold with and without a rule that acts on payload.
 * No exception may be thrown and no buffer left behind.
 *
 * <pre>{@code
 * Garbage garbage = Garbage.of(new EchoFactory(), Map.of()).telling("\r\n 019");
 * garbage.checkMutants(dialogue); // in an ordinary test
 * garbage.check(Dialogue.start().client(text)); // in one that a fuzzer feeds
 * }</pre>
 *
 * <p>Only for options with which a protocol changes nothing in what it forwards.
 *
 * @param options as users write them
 * @param telling bytes that mean something to the protocol and are frequent in mutants; if empty,
 *     the bytes of the dialogue
 * @param mostWaiting how many bytes of a side may wait for more at most
 */
public record Garbage(
    ProtocolFactory factory, Map<String, ?> options, String telling, int mostWaiting) {

  private static final int MUTANTS = 500;

  /** One mutant of this many is tried in two pieces, split at every byte. */
  private static final int PER_SPLIT_MUTANT = 25;

  private static final int LARGEST_PIECE = 40;

  /** Starts with defaults for a protocol about which nothing else is known. */
  public static Garbage of(ProtocolFactory factory, Map<String, ?> options) {
    return new Garbage(factory, options, "", Integer.MAX_VALUE);
  }

  /** Sets other {@link #telling} bytes. */
  public Garbage telling(String bytes) {
    return new Garbage(factory, options, bytes, mostWaiting);
  }

  /** Sets another {@link #mostWaiting}. */
  public Garbage mostWaiting(int bytes) {
    return new Garbage(factory, options, telling, bytes);
  }

  /**
   * Checks a dialogue, valid or not, whole and in pieces of some sizes.
   *
   * @throws AssertionError with a sentence about what is wrong
   */
  public void check(Dialogue dialogue) {
    check(dialogue, List.of(dialogue.inPieces(1), dialogue.inPieces(7), dialogue.inPieces(30)));
  }

  /**
   * Checks mutants of a dialogue: bytes of a line are changed, dropped, added or doubled. Plays
   * many mutants in pieces of one size, and cuts some in two anywhere. The mutants are the same in
   * every run.
   *
   * @param dialogue valid and not empty
   * @throws AssertionError with a sentence about what is wrong
   */
  public void checkMutants(Dialogue dialogue) {
    checkMutants(dialogue, MUTANTS);
  }

  /**
   * Checks this many mutants of a dialogue in pieces of some size, and a few more at every split.
   *
   * @param mutants 1 or more; each takes about a millisecond
   * @throws AssertionError with a sentence about what is wrong
   */
  public void checkMutants(Dialogue dialogue, int mutants) {
    // By its text: the hash code of an enum's constant is another in every run.
    Random random = new Random(dialogue.toString().hashCode());
    for (int i = 0; i < mutants + mutants / PER_SPLIT_MUTANT; i++) {
      int line = random.nextInt(dialogue.lines().size());
      Dialogue mutant = dialogue.with(line, mutant(dialogue, line, random));
      check(
          mutant,
          i < mutants
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
              + " (expected, as of "
              + ProtocolContract.quoted(whole)
              + ": "
              + expected
              + ")");
    }
  }

  private record Outcome(boolean refused, List<String> seen) {

    /**
     * Compares only what both saw: how much goes on before the rest is refused depends on the
     * pieces.
     */
    boolean agrees(Outcome other) {
      int common = Math.min(complete(), other.complete());
      return seen.subList(0, common).equals(other.seen.subList(0, common));
    }

    /**
     * Compares outcomes with stray bytes of the backend. Such bytes count as a reply if the next
     * request was forwarded by then. That request may wait for the end of the reply before it, and
     * for all that arrived with that end. So the pieces decide whether stray bytes belong to a
     * reply, and whether they are refused.
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
      requireForwarded(dialogue, Direction.DOWNSTREAM, ofBackend(session), refused);
      return new Outcome(refused, session.seen());
    } catch (AssertionError thrown) {
      String sentence = ProtocolContract.quoted(dialogue) + ": " + thrown.getMessage();
      throw new AssertionError(sentence, thrown);
    }
  }

  /** What the client got, without the final message that it gets when bytes are refused. */
  private static String ofBackend(TestSession session) {
    String all = session.toClient();
    String told = session.farewell().orElse("");
    return all.endsWith(told) ? all.substring(0, all.length() - told.length()) : all;
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
