package io.galopin.engine.exchange;

import io.galopin.api.Rendering;
import io.galopin.api.Reply;
import io.galopin.api.Request;
import io.galopin.engine.rule.Firing;
import io.galopin.engine.socket.Outlet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An exchange in progress, with the behaviors that rules chose for it. Used only on its
 * connection's event loop.
 */
public final class ActiveExchange implements ReplyShape.Reply {

  private final ExchangePlace place;
  private final GuardedSession session;
  private final BehaviorStates states;
  private final Request request;
  private @Nullable Firings firings;
  private @Nullable String label;
  private String digest = "";
  private @Nullable Reply reply;
  private List<Runnable> unpublished = List.of();

  private final RequestCourse requestCourse = new RequestCourse();
  private final ReplyCourse replyCourse = new ReplyCourse();
  private @Nullable LateRules lateRules;
  private @Nullable Interlude interlude;
  private @Nullable Rendering ownAnswer;
  private boolean inLine;
  private Trace trace = Trace.NONE;

  /**
   * Creates an exchange about which nothing is decided.
   *
   * @param place where it is, with its draws
   * @param session supplies the label of its request
   * @param states the states of behaviors for the connection
   */
  ActiveExchange(
      ExchangePlace place, GuardedSession session, BehaviorStates states, Request request) {
    this.place = place;
    this.session = session;
    this.states = states;
    this.request = request;
  }

  /** Returns the state of the request. */
  RequestCourse requestCourse() {
    return requestCourse;
  }

  /** Returns the state of the final reply. */
  ReplyCourse replyCourse() {
    return replyCourse;
  }

  /** Sets the rules to ask when the reply has arrived; called by {@link Interventions}. */
  void askAtReply(LateRules rules) {
    lateRules = rules;
  }

  /** Returns the rules to ask when the reply has arrived; null if there are none. */
  @Nullable LateRules lateRules() {
    return lateRules;
  }

  /** Sets what behaviors decided between request and reply; called by {@link Interventions}. */
  void interlude(Interlude decided) {
    interlude = decided;
  }

  /** Returns what was decided between request and reply; null if no behavior has been asked. */
  @Nullable Interlude interlude() {
    return interlude;
  }

  /**
   * Sets the answer that the client gets instead of a reply, once earlier exchanges are answered;
   * called by {@link Exchanges}.
   */
  void ownAnswer(@Nullable Rendering made) {
    ownAnswer = made;
  }

  /** Returns the answer instead of a reply; null unless it has been made and not given yet. */
  @Nullable Rendering ownAnswer() {
    return ownAnswer;
  }

  /** Sets whether it waits for the end of its reply; called by {@link Unanswered}. */
  void inLine(boolean waits) {
    inLine = waits;
  }

  /** Whether it waits for the end of its reply. */
  boolean isInLine() {
    return inLine;
  }

  /** Sets what follows it; called by {@link Exchanges}. */
  void trace(Trace following) {
    trace = following;
  }

  /** Returns what follows it for those who listen. */
  Trace trace() {
    return trace;
  }

  /** Adds a rule that acts on this exchange. */
  void add(Firing firing, Recorder recorder) {
    if (firings == null) {
      firings = new Firings(this, recorder);
    }
    firings.add(firing);
  }

  /** Returns the rules that act on this exchange; null if it passes untouched. */
  @Nullable Firings firings() {
    return firings;
  }

  /** Schedules a journal entry to be written just before its effect takes place. */
  void announce(Runnable entry) {
    if (unpublished.isEmpty()) {
      unpublished = new ArrayList<>(1);
    }
    unpublished.add(entry);
  }

  /** Writes the announced journal entries, because their effect takes place now. */
  @Override
  public void publish() {
    if (!unpublished.isEmpty()) {
      List<Runnable> entries = unpublished;
      unpublished = List.of();
      entries.forEach(Runnable::run);
    }
  }

  @Override
  public void did(String rule, String behavior, String what) {
    trace.did(rule, behavior, what);
  }

  @Override
  public boolean passes() {
    return replyCourse.passes();
  }

  @Override
  public void forwarded() {
    replyCourse.forwarded();
  }

  @Override
  public void gone(int bytes, Outlet client) {
    trace.replyGone(bytes, client, false);
  }

  /** Discards the announced journal entries. */
  void forgetAnnounced() {
    unpublished = List.of();
  }

  /**
   * Whether a rule has chosen a behavior for it. A rule that waits for the reply may still do so
   * later.
   */
  boolean touched() {
    return firings != null;
  }

  /** Whether a rule has chosen one of these behaviors for it. */
  boolean isTouchedBy(Predicate<Object> behaviors) {
    return firings != null && firings.use(behaviors);
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
   * Sets its label in the journal.
   *
   * @param unabridged the label with nothing hidden or cut; null if the label is complete
   */
  void label(String text, @Nullable String unabridged) {
    label = text;
    digest = unabridged == null ? "" : place.digest(unabridged);
  }

  @Override
  public String digest() {
    return digest;
  }

  /** Whether its label in the journal is known. */
  boolean isLabeled() {
    return label != null;
  }

  /** Returns where it is, with its draws. */
  ExchangePlace place() {
    return place;
  }

  @Override
  public String identity() {
    return place.identity();
  }

  @Override
  public long connection() {
    return place.connection();
  }

  @Override
  public long ordinal() {
    return place.ordinal();
  }

  @Override
  public String layer() {
    return place.layer();
  }

  /** Whether it is the opening of its connection, or of a layer. */
  boolean isOpening() {
    return place.ordinal() == 0;
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
    return place.number(asked == null ? purpose : asked.purpose(purpose));
  }

  @Override
  public double draw(Firing by, String purpose) {
    return place.number(by.purpose(purpose));
  }

  @Override
  public byte[] randomBytes(Firing by, String purpose, int count) {
    return place.bytes(by.purpose(purpose), count);
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
