package io.galopin.engine.exchange;

import io.galopin.api.Attribute;
import io.galopin.api.Message;
import io.galopin.api.Reply;
import io.galopin.engine.match.Facts;
import io.galopin.engine.match.OwnAttributes;
import io.galopin.engine.match.Term;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.rule.Tally;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The facts that rules can test about the current exchange. One instance per connection, reused for
 * one exchange after the other on its event loop. Each attribute is read once, and only if a rule
 * tests it.
 */
final class Inquiry implements Facts, Rule.Place {

  private static final int ROOM = 8;
  private static final Term[] NO_TERMS = {};
  private static final Object[] NO_VALUES = {};

  private final ConnectionFacts connection;
  private final GuardedSession session;
  private Term[] terms = NO_TERMS;
  private @Nullable Object[] values = NO_VALUES;
  private int count;
  private @Nullable ActiveExchange exchange;
  private @Nullable Message message;
  private @Nullable ByteBuf in;
  private int length;
  private Attribute.Moment moment = Attribute.Moment.REQUEST;
  private @Nullable IdentityHashMap<Tally, long[]> calls;

  Inquiry(ConnectionFacts connection, GuardedSession session) {
    this.connection = connection;
    this.session = session;
  }

  /**
   * Starts with a request: the request of {@code exchange} is the first {@code length} readable
   * bytes of {@code in}.
   */
  void atRequest(ActiveExchange exchange, ByteBuf in, int length) {
    count = 0;
    begin(exchange, exchange.request(), Attribute.Moment.REQUEST, in, length);
  }

  /**
   * Starts with a reply: the reply to {@code exchange} is the first {@code length} readable bytes
   * of {@code in}.
   *
   * @param known what is known of the request
   */
  void atReply(ActiveExchange exchange, KnownValues known, Reply reply, ByteBuf in, int length) {
    begin(known);
    begin(exchange, reply, Attribute.Moment.REPLY, in, length);
  }

  /**
   * Starts with an exchange that is over. Its messages have gone.
   *
   * @param known what is known of the request
   */
  void atEnd(ActiveExchange exchange, KnownValues known) {
    begin(known);
    begin(exchange, exchange.request(), Attribute.Moment.CONNECTION, Unpooled.EMPTY_BUFFER, 0);
  }

  private void begin(KnownValues known) {
    count = 0;
    for (int i = 0; i < known.terms().size(); i++) {
      add(known.terms().get(i), known.values().get(i));
    }
  }

  private void begin(
      ActiveExchange exchange, Message message, Attribute.Moment moment, ByteBuf in, int length) {
    this.exchange = exchange;
    this.message = message;
    this.moment = moment;
    this.in = in;
    this.length = length;
  }

  /** Forgets the exchange. */
  void end() {
    Arrays.fill(values, 0, count, null);
    exchange = null;
    message = null;
    in = null;
  }

  /** Returns the values of {@code wanted}, for rules that are asked when the reply arrives. */
  KnownValues keep(List<Term> wanted) {
    List<@Nullable Object> kept = new ArrayList<>(wanted.size());
    for (Term term : wanted) {
      kept.add(value(term));
    }
    return new KnownValues(wanted, kept);
  }

  /** Sets the exchange's label for the journal, and the unabridged one. */
  void label(ActiveExchange exchange) {
    ByteBuf bytes = bytes();
    int end = bytes.writerIndex();
    bytes.writerIndex(bytes.readerIndex() + length);
    try {
      GuardedHeads heads = session.heads();
      String label = heads.label(message(), bytes);
      exchange.label(label, heads.unabridged(exchange.request(), bytes));
    } finally {
      bytes.writerIndex(end);
    }
  }

  @Override
  public @Nullable Object value(Term term) {
    for (int i = 0; i < count; i++) {
      if (terms[i].equals(term)) {
        return values[i];
      }
    }
    Object value = find(term);
    add(term, value);
    return value;
  }

  private @Nullable Object find(Term term) {
    Attribute attribute = term.attribute();
    if (attribute.moment() == Attribute.Moment.CONNECTION) {
      return connection.value(term);
    }
    if (OwnAttributes.isExchange(attribute)) {
      return exchange();
    }
    if (attribute.equals(OwnAttributes.OPENING)) {
      return exchange() == 0;
    }
    String layer = term.level().layer();
    if (!layer.equals(Objects.requireNonNull(exchange).layer())) {
      return layer.isEmpty() ? null : session.ofLayer(layer, attribute, term.name());
    }
    return attribute.moment() == moment ? read(attribute, term.name()) : null;
  }

  private @Nullable Object read(Attribute attribute, String name) {
    ByteBuf bytes = bytes();
    int end = bytes.writerIndex();
    bytes.writerIndex(bytes.readerIndex() + length);
    try {
      return session.heads().attribute(attribute, name, message(), bytes);
    } finally {
      bytes.writerIndex(end);
    }
  }

  private void add(Term term, @Nullable Object value) {
    if (count == terms.length) {
      int room = Math.max(ROOM, 2 * count);
      terms = Arrays.copyOf(terms, room);
      values = Arrays.copyOf(values, room);
    }
    terms[count] = term;
    values[count++] = value;
  }

  private ByteBuf bytes() {
    return Objects.requireNonNull(in);
  }

  private Message message() {
    return Objects.requireNonNull(message);
  }

  @Override
  public long connection() {
    return connection.ordinal();
  }

  @Override
  public long exchange() {
    return Objects.requireNonNull(exchange).ordinal();
  }

  @Override
  public long now() {
    return connection.now();
  }

  @Override
  public long connectionStartedAt() {
    return connection.startedAt();
  }

  @Override
  public double number(String key) {
    return Objects.requireNonNull(exchange).place().number(key);
  }

  /** Discards the call counts of rules that are gone. */
  void forgetCalls(RuleSet rules) {
    if (calls != null) {
      calls
          .keySet()
          .removeIf(tally -> rules.rules().stream().noneMatch(rule -> rule.tally() == tally));
    }
  }

  @Override
  public long nextCall(Tally tally) {
    if (calls == null) {
      calls = new IdentityHashMap<>(4);
    }
    return ++calls.computeIfAbsent(tally, rule -> new long[1])[0];
  }
}
