package io.galopin.testkit;

import io.galopin.api.Direction;
import io.galopin.api.Failure;
import io.galopin.api.Options;
import io.galopin.api.ProtocolFactory;
import io.galopin.api.Rendering;
import io.galopin.api.Request;
import io.netty.util.CharsetUtil;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Checks what every protocol must do. The test of a protocol calls {@link #check} with dialogues
 * that contain each message of the protocol once.
 */
public final class ProtocolContract {

  private static final int LARGEST_PIECE = 40;
  private static final int ENDLESS = 1 << 20;

  private ProtocolContract() {}

  /**
   * Runs all checks with default options.
   *
   * @param dialogues each valid, complete and not empty
   * @throws AssertionError with a sentence about the first check that fails
   */
  public static void check(ProtocolFactory factory, Dialogue... dialogues) {
    check(factory, Map.of(), dialogues);
  }

  /**
   * Runs all checks.
   *
   * @param options as users write them
   * @param dialogues each valid, complete and not empty
   * @throws AssertionError with a sentence about the first check that fails
   */
  public static void check(ProtocolFactory factory, Map<String, ?> options, Dialogue... dialogues) {
    PluginRules.check(factory);
    requireNames(factory);
    requireOneMind(factory, options);
    requireOpening(factory, options, dialogues);
    for (Dialogue dialogue : dialogues) {
      keepsBytes(factory, options, dialogue);
      seesTheSameAtEverySplit(factory, options, dialogue);
      rendersItsFailures(factory, options, dialogue);
      survivesGarbage(factory, options, dialogue);
      leavesNothingBehind(factory, options, dialogue);
      neverBlocks(factory, options, dialogue);
    }
    boundsWhatItWaitsFor(factory, options);
  }

  private static void requireNames(ProtocolFactory factory) {
    require(
        factory.failures().stream().anyMatch(kind -> kind.name().equals(Failure.Kind.ERROR)),
        factory.name() + ": failures() lacks \"" + Failure.Kind.ERROR + "\"");
    factory
        .attributes()
        .forEach(
            attribute ->
                require(
                    attribute.name().startsWith(factory.name() + "."),
                    "attribute: " + attribute + " (expected: " + factory.name() + ".…)"));
  }

  private static void requireOneMind(ProtocolFactory factory, Map<String, ?> options) {
    boolean made = factory.create(Options.of(factory.options(), options)).isLayer();
    require(
        made == factory.isLayer(),
        factory.name() + ": isLayer() is " + factory.isLayer() + ", but its protocol says " + made);
  }

  private static void requireOpening(
      ProtocolFactory factory, Map<String, ?> options, Dialogue... dialogues) {
    boolean opens = false;
    for (Dialogue dialogue : dialogues) {
      boolean begins;
      try (TestSession session = played(factory, options, dialogue)) {
        begins = session.requests().stream().anyMatch(Request::opening);
      }
      if (begins) {
        opens = true;
        failsItsOpening(factory, options, dialogue);
      }
    }
    require(
        opens == factory.hasOpening(),
        factory.name()
            + ": hasOpening() is "
            + factory.hasOpening()
            + ", but "
            + (opens ? "a" : "no")
            + " dialogue begins with an opening");
  }

  private static void failsItsOpening(
      ProtocolFactory factory, Map<String, ?> options, Dialogue dialogue) {
    try (TestSession session = TestSession.failingOpening(factory, options, Failure.ERROR)) {
      String said = dialogue.said(Direction.UPSTREAM);
      if (!said.isEmpty()) {
        session.client(said);
      }
      require(
          said.isEmpty() || session.toBackend().length() < said.length(),
          "an opening that fails: " + quoted(session.toBackend()) + " goes to the backend");
    }
  }

  /**
   * Checks that all bytes of a dialogue go on in order. Nothing may wait or be refused, not even at
   * the end.
   */
  public static void keepsBytes(
      ProtocolFactory factory, Map<String, ?> options, Dialogue dialogue) {
    try (TestSession session = played(factory, options, dialogue)) {
      requireNotRefused(session);
      for (Direction direction : Direction.values()) {
        require(
            session.waiting(direction).isEmpty(),
            direction + ": more is expected after " + quoted(session.waiting(direction)));
      }
      requireSame(session.toBackend(), dialogue.said(Direction.UPSTREAM), "to the backend");
      requireSame(session.toClient(), dialogue.said(Direction.DOWNSTREAM), "to the client");
      requireNotRefused(session.clientEnds().backendEnds());
    }
  }

  private static void requireNotRefused(TestSession session) {
    session
        .refused()
        .ifPresent(
            reason -> {
              throw new AssertionError("refused: " + reason + ", after " + session.seen());
            });
  }

  /**
   * Checks that the same messages are seen whether the bytes arrive whole, in pieces of any size,
   * or cut in two anywhere. This also holds while a rule acts on payload, and the amount of payload
   * is the same each time.
   */
  public static void seesTheSameAtEverySplit(
      ProtocolFactory factory, Map<String, ?> options, Dialogue dialogue) {
    requireSameAtEverySplit(parts -> seen(factory, options, false, parts), dialogue);
    requireSameAtEverySplit(parts -> seen(factory, options, true, parts), dialogue);
  }

  static void requireSameAtEverySplit(Function<Dialogue, List<String>> seen, Dialogue dialogue) {
    List<String> whole = seen.apply(dialogue);
    for (int size = 1; size <= LARGEST_PIECE; size++) {
      requireSame(
          seen.apply(dialogue.inPieces(size)),
          whole,
          size == 1 ? "byte by byte" : "in pieces of " + size);
    }
    for (int line = 0; line < dialogue.lines().size(); line++) {
      int at = 1;
      for (Dialogue split : dialogue.splits(line)) {
        requireSame(seen.apply(split), whole, "line " + (line + 1) + " parted at " + at++);
      }
    }
  }

  /**
   * Checks that each failure of the protocol has a label, and that the protocol accepts its
   * rendering as a whole reply, unless the failure ends the connection.
   */
  public static void rendersItsFailures(
      ProtocolFactory factory, Map<String, ?> options, Dialogue dialogue) {
    Dialogue untilRequest = dialogue.untilFirst(Direction.UPSTREAM);
    if (untilRequest.lines().isEmpty()) {
      return;
    }
    for (Failure.Kind kind : factory.failures()) {
      try (TestSession session = played(factory, options, untilRequest)) {
        long before = replies(session);
        Failure failure =
            new Failure(kind.name(), Options.defaults(List.copyOf(factory.failureOptions())));
        Rendering rendering = session.render(failure);
        String bytes = rendering.bytes().toString(CharsetUtil.ISO_8859_1);
        rendering.bytes().release();
        require(!rendering.label().isBlank(), "failure " + kind.name() + ": no label");
        if (rendering.end() == Rendering.End.KEEP) {
          session.backend(bytes);
          require(
              session.refused().isEmpty() && replies(session) > before,
              "failure " + kind.name() + ": " + quoted(bytes) + " is no whole reply");
        }
      }
    }
  }

  private static long replies(TestSession session) {
    return session.seen().stream().filter(line -> line.startsWith("<| ")).count();
  }

  /** Checks that nothing is left of a connection that ends after any line, from any side. */
  public static void leavesNothingBehind(
      ProtocolFactory factory, Map<String, ?> options, Dialogue dialogue) {
    requireNothingLeft(parts -> played(factory, options, parts), dialogue);
  }

  static void requireNothingLeft(Function<Dialogue, TestSession> played, Dialogue dialogue) {
    for (int lines = 0; lines <= dialogue.lines().size(); lines++) {
      Dialogue beginning = new Dialogue(dialogue.lines().subList(0, lines));
      played.apply(beginning).close();
      played.apply(beginning).clientEnds().close();
      played.apply(beginning).backendEnds().close();
    }
  }

  /** Checks that changed bytes go on or are refused: {@link Garbage}. */
  public static void survivesGarbage(
      ProtocolFactory factory, Map<String, ?> options, Dialogue dialogue) {
    Garbage.of(factory, options).checkMutants(dialogue);
  }

  /** Checks that no call blocks the event loop. */
  public static void neverBlocks(
      ProtocolFactory factory, Map<String, ?> options, Dialogue dialogue) {
    EventLoopRules.neverBlocks(
        factory.name(), () -> played(factory, options, dialogue.inPieces(1)).close());
  }

  /**
   * Checks that the protocol limits a client whose message never ends: less than 1 MiB may wait.
   */
  public static void boundsWhatItWaitsFor(ProtocolFactory factory, Map<String, ?> options) {
    try (TestSession session = TestSession.of(factory, options)) {
      session.client("a".repeat(ENDLESS));
      require(
          session.waiting(Direction.UPSTREAM).length() < ENDLESS || session.refused().isPresent(),
          factory.name() + ": more is expected after " + ENDLESS + " bytes (expected: a limit)");
    }
  }

  private static TestSession played(
      ProtocolFactory factory, Map<String, ?> options, Dialogue dialogue) {
    return TestSession.of(factory, options).play(dialogue);
  }

  private static List<String> seen(
      ProtocolFactory factory, Map<String, ?> options, boolean payload, Dialogue dialogue) {
    try (TestSession session =
        payload ? TestSession.ofPayload(factory, options) : TestSession.of(factory, options)) {
      return session.play(dialogue).seen();
    }
  }

  static void requireSame(Object actual, Object expected, String where) {
    require(
        Objects.equals(actual, expected),
        where + ": " + quoted(actual) + " (expected: " + quoted(expected) + ")");
  }

  static String quoted(Object value) {
    return "\"" + value.toString().replace("\r", "\\r").replace("\n", "\\n") + "\"";
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new AssertionError(sentence);
    }
  }
}
