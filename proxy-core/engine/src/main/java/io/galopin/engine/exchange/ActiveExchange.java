package io.galopin.engine.exchange;

import io.galopin.api.Action;
import io.galopin.api.Behavior;
import io.galopin.api.Rendering;
import io.galopin.api.Reply;
import io.galopin.api.Request;
import io.galopin.engine.rule.Firing;
import io.galopin.engine.rule.Identities;
import io.galopin.engine.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An exchange under way, with what rules chose for it. Used on its connection's event loop only.
 */
public final class ActiveExchange implements ReplyShape.Reply {

  /** What becomes of the bytes of the request. */
  enum Course {
    /** Not decided: it waits. */
    WAITING,
    /** They go to the backend. */
    FORWARDED,
    /** They are discarded: the backend never sees this request. */
    WITHHELD,
    /** They are discarded; the backend has got a harmless request in its place. */
    PROBED
  }

  private final ConnectionFacts connection;
  private final GuardedSession session;
  private final BehaviorStates states;
  private final long ordinal;
  private final Request request;
  private @Nullable Firings firings;
  private @Nullable String label;
  private String digest = "";
  private @Nullable Reply reply;
  private Identities.@Nullable Identity identity;
  private List<Runnable> unpublished = List.of();

  Course course = Course.WAITING;

  /**
   * Why the request is withheld and what the client is to get for it, until {@link #local} is made.
   */
  @Nullable Verdict answer;

  /** What the client gets in place of a reply from the backend; made, but not written yet. */
  @Nullable Rendering local;

  /** What {@link Behavior#onBetweenHandle} wants the client to get in place of the reply. */
  @Nullable Verdict instead;

  /** When the reply may begin, in the loop's time; set when {@link #betweenAsked} is. */
  long replyNotBefore;

  /** What becomes of the reply; null while its head has not come. */
  @Nullable Action replyAction;

  /** What is done to the reply on its way; null if nothing. */
  @Nullable ReplyShape shape;

  /** The rules that are to be asked when the reply has come. */
  List<Rule> atReply = List.of();

  /** What those want to know of the request. */
  @Nullable KnownValues known;

  /** When it was settled what becomes of the request, in the loop's time; set if it is measured. */
  long settledAt;

  /** When it began, in the loop's time; 0 where the log does not tell of exchanges. */
  long beganAt;

  /** What the final reply is, for the log; set where that tells of exchanges. */
  String replyLabel = "";

  boolean betweenAsked;

  /** Whether it is in the line of those that wait for the end of their replies. */
  boolean unanswered;

  boolean requestComplete;

  /** Whether the head of the final reply has come, be it still held back. */
  boolean replyBegun;

  boolean replyForwarded;
  long discarded;

  /**
   * An exchange of which nothing is decided.
   *
   * @param session knows what its request is called
   * @param states what behaviors keep for the connection
   */
  ActiveExchange(
      ConnectionFacts connection,
      GuardedSession session,
      BehaviorStates states,
      long ordinal,
      Request request) {
    this.connection = connection;
    this.session = session;
    this.states = states;
    this.ordinal = ordinal;
    this.request = request;
  }

  /** A rule acts on this exchange. */
  void add(Firing firing, Recorder recorder) {
    if (firings == null) {
      firings = new Firings(this, recorder);
    }
    firings.add(firing);
  }

  /** What acts on this exchange; null if it passes untouched. */
  @Nullable Firings firings() {
    return firings;
  }

  /** Has {@code entry} written into the journal just before its effect goes on its way. */
  void announce(Runnable entry) {
    if (unpublished.isEmpty()) {
      unpublished = new ArrayList<>(1);
    }
    unpublished.add(entry);
  }

  /** What was announced goes on its way now. */
  @Override
  public void publish() {
    if (!unpublished.isEmpty()) {
      List<Runnable> entries = unpublished;
      unpublished = List.of();
      entries.forEach(Runnable::run);
    }
  }

  @Override
  public boolean passes() {
    return replyAction instanceof Action.Pass;
  }

  @Override
  public void forwarded() {
    replyForwarded = true;
  }

  /** What was announced will not be. */
  void forgetAnnounced() {
    unpublished = List.of();
  }

  /** Whether a rule has chosen a behavior for it; one that waits for the reply may still do so. */
  boolean touched() {
    return firings != null;
  }

  Verdict before() {
    return firings == null ? Verdict.PASS : firings.before();
  }

  Verdict between() {
    betweenAsked = true;
    return firings == null ? Verdict.PASS : firings.between();
  }

  Verdict after(Reply reply) {
    this.reply = reply;
    return firings == null ? Verdict.PASS : firings.after();
  }

  @Override
  public String label() {
    if (label == null) {
      label = session.heads().label(request);
    }
    return label;
  }

  /**
   * The journal calls it so.
   *
   * @param unabridged the same with what is hidden or cut in it; null if nothing is
   */
  void label(String text, @Nullable String unabridged) {
    label = text;
    digest = unabridged == null ? "" : connection.draws().digest(unabridged);
  }

  @Override
  public String digest() {
    return digest;
  }

  /** It is known from now on by what its client sent, and its draws are keyed by that. */
  void identify(Identities.@Nullable Identity known) {
    identity = known;
  }

  @Override
  public String identity() {
    return identity == null ? "" : identity.shown();
  }

  @Override
  public long connection() {
    return connection.ordinal();
  }

  @Override
  public long ordinal() {
    return ordinal;
  }

  @Override
  public Request request() {
    return request;
  }

  @Override
  public @Nullable Reply reply() {
    return reply;
  }

  @Override
  public boolean acceptsInsertion() {
    return session.acceptsInsertion();
  }

  @Override
  public double draw(String purpose) {
    Firing asked = firings == null ? null : firings.asked();
    return number(asked == null ? purpose : asked.purpose(purpose));
  }

  @Override
  public double draw(Firing by, String purpose) {
    return number(by.purpose(purpose));
  }

  /** A number from 0 (inclusive) to 1 (exclusive) for one purpose in this exchange. */
  double number(String purpose) {
    return identity == null
        ? connection.draws().number(connection(), purpose, ordinal)
        : connection.draws().number(identity.scope(), purpose, identity.occurrence());
  }

  @Override
  public byte[] randomBytes(Firing by, String purpose, int count) {
    return identity == null
        ? connection.draws().bytes(connection(), by.purpose(purpose), ordinal, count)
        : connection
            .draws()
            .bytes(identity.scope(), by.purpose(purpose), identity.occurrence(), count);
  }

  @Override
  public <T> T connectionState(Supplier<T> initial) {
    Firing asked = firings == null ? null : firings.asked();
    if (asked == null) {
      throw new IllegalStateException("only a behavior has connection state");
    }
    return states.of(asked.choice(), initial);
  }
}
