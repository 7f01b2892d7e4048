package io.galopin.engine.exchange;

import io.galopin.api.Rendering;
import io.galopin.api.Reply;
import io.galopin.api.Request;
import io.galopin.engine.rule.Firing;
import io.galopin.engine.rule.Identities;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An exchange under way, with what rules chose for it. Used on its connection's event loop only.
 */
public final class ActiveExchange implements ReplyShape.Reply {

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

  private final RequestCourse requestCourse = new RequestCourse();
  private final ReplyCourse replyCourse = new ReplyCourse();
  private @Nullable LateRules lateRules;
  private @Nullable Interlude interlude;
  private @Nullable Rendering ownAnswer;
  private boolean inLine;
  private long decidedAt;
  private final long beganAt;
  private String replyLabel = "";

  /**
   * An exchange of which nothing is decided.
   *
   * @param session knows what its request is called
   * @param states what behaviors keep for the connection
   * @param beganAt in the loop's time; 0 where the log does not tell of exchanges
   */
  ActiveExchange(
      ConnectionFacts connection,
      GuardedSession session,
      BehaviorStates states,
      long ordinal,
      Request request,
      long beganAt) {
    this.connection = connection;
    this.session = session;
    this.states = states;
    this.ordinal = ordinal;
    this.request = request;
    this.beganAt = beganAt;
  }

  /** What becomes of the request. */
  RequestCourse requestCourse() {
    return requestCourse;
  }

  /** What becomes of the final reply. */
  ReplyCourse replyCourse() {
    return replyCourse;
  }

  /** These are to be asked when the reply has come; set by {@link Interventions}. */
  void askAtReply(LateRules rules) {
    lateRules = rules;
  }

  /** The rules that are to be asked when the reply has come; null if none. */
  @Nullable LateRules lateRules() {
    return lateRules;
  }

  /** Behaviors have been asked between request and reply; set by {@link Interventions}. */
  void interlude(Interlude decided) {
    interlude = decided;
  }

  /** What was decided between request and reply; null if nobody has been asked. */
  @Nullable Interlude interlude() {
    return interlude;
  }

  /** The client gets this in its turn, in place of a reply; set by {@link Exchanges}. */
  void ownAnswer(@Nullable Rendering made) {
    ownAnswer = made;
  }

  /** What the client gets in place of a reply; null unless it is made and not given yet. */
  @Nullable Rendering ownAnswer() {
    return ownAnswer;
  }

  /** It waits for the end of its reply, or does so no more; set by {@link Exchanges}. */
  void inLine(boolean waits) {
    inLine = waits;
  }

  /** Whether it is among those that wait for the end of their replies. */
  boolean isInLine() {
    return inLine;
  }

  /** It is decided what becomes of the request, in the loop's time; set by {@link Exchanges}. */
  void decidedAt(long now) {
    decidedAt = now;
  }

  /** When that was decided; 0 where nobody measures it. */
  long decidedAt() {
    return decidedAt;
  }

  /** When it began, in the loop's time; 0 where the log does not tell of exchanges. */
  long beganAt() {
    return beganAt;
  }

  /** The final reply is called so in the log. */
  void replyLabel(String text) {
    replyLabel = text;
  }

  /** What the final reply is called; empty where the log does not tell of exchanges. */
  String replyLabel() {
    return replyLabel;
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
    return replyCourse.passes();
  }

  @Override
  public void forwarded() {
    replyCourse.forwarded();
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
