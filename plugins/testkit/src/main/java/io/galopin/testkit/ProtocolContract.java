package io.galopin.testkit;

import io.galopin.api.Direction;
import io.galopin.api.Failure;
import io.galopin.api.Options;
import io.galopin.api.ProtocolFactory;
import io.galopin.api.Rendering;
import io.netty.util.CharsetUtil;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What each protocol keeps to. A test of a protocol calls {@link #check} with dialogues in which
 * each message that the protocol knows occurs once.
 */
public final class ProtocolContract {

  private static final int LARGEST_PIECE = 40;
  private static final int ENDLESS = 1 << 20;

  private ProtocolContract() {}

  /**
   * All checks, with the defaults of the options.
   *
   * @param dialogues each valid and complete, and longer than nothing
   * @throws AssertionError with a sentence about the first one that fails
   */
  public static void check(ProtocolFactory factory, Dialogue... dialogues) {
    check(factory, Map.of(), dialogues);
  }

  /**
   * All checks.
   *
   * @param options as users write them
   * @param dialogues each valid and complete, and longer than nothing
   * @throws AssertionError with a sentence about the first one that fails
   */
  public static void check(ProtocolFactory factory, Map<String, ?> options, Dialogue... dialogues) {
    PluginRules.check(factory);
    requireNames(factory);
    for (Dialogue dialogue : dialogues) {
      keepsBytes(factory, options, dialogue);
      seesTheSameAtEverySplit(factory, options, dialogue);
      rendersItsFailures(factory, options, dialogue);
      survivesGarbage(factory, options, dialogue);
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

  /** All bytes of a dialogue go on, in order, and nothing waits or is refused, nor at its end. */
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
   * However the bytes come, whole, in pieces of any size, or parted into two anywhere, the same
   * messages are seen; also while something is done to payload, the amount of which is the same as
   * well.
   */
  public static void seesTheSameAtEverySplit(
      ProtocolFactory factory, Map<String, ?> options, Dialogue dialogue) {
    for (boolean payload : new boolean[] {false, true}) {
      List<String> whole = seen(factory, options, payload, dialogue);
      for (int size = 1; size <= LARGEST_PIECE; size++) {
        requireSame(
            seen(factory, options, payload, dialogue.inPieces(size)),
            whole,
            size == 1 ? "byte by byte" : "in pieces of " + size);
      }
      for (int line = 0; line < dialogue.lines().size(); line++) {
        int at = 1;
        for (Dialogue split : dialogue.splits(line)) {
          String where = "line " + (line + 1) + " parted at " + at++;
          requireSame(seen(factory, options, payload, split), whole, where);
        }
      }
    }
  }

  /**
   * Each failure of the protocol has a label, and after one that does not end the connection the
   * protocol itself sees a whole reply.
   */
  public static void rendersItsFailures(
      ProtocolFactory factory, Map<String, ?> options, Dialogue dialogue) {
    String request = dialogue.lines().get(0).bytes();
    if (dialogue.lines().get(0).direction() == Direction.DOWNSTREAM) {
      return;
    }
    for (Failure.Kind kind : factory.failures()) {
      try (TestSession session = TestSession.of(factory, options).client(request)) {
        Failure failure =
            new Failure(kind.name(), Options.defaults(List.copyOf(factory.failureOptions())));
        Rendering rendering = session.render(failure);
        String bytes = rendering.bytes().toString(CharsetUtil.ISO_8859_1);
        rendering.bytes().release();
        require(!rendering.label().isBlank(), "failure " + kind.name() + ": no label");
        if (rendering.end() == Rendering.End.KEEP) {
          session.backend(bytes);
          require(
              session.refused().isEmpty()
                  && session.seen().stream().anyMatch(line -> line.startsWith("<| ")),
              "failure " + kind.name() + ": " + quoted(bytes) + " is no whole reply");
        }
      }
    }
  }

  /** Whatever bytes are changed, what came goes on, or is refused: {@link Garbage}. */
  public static void survivesGarbage(
      ProtocolFactory factory, Map<String, ?> options, Dialogue dialogue) {
    Garbage.of(factory, options).checkMutants(dialogue);
  }

  /** No call makes the event loop wait. */
  public static void neverBlocks(
      ProtocolFactory factory, Map<String, ?> options, Dialogue dialogue) {
    EventLoopRules.neverBlocks(
        factory.name(), () -> played(factory, options, dialogue.inPieces(1)).close());
  }

  /** A client that never comes to an end is not listened to for ever: not for more than 1 MiB. */
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
