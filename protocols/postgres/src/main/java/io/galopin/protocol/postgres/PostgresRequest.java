package io.galopin.protocol.postgres;

import io.galopin.api.Request;
import io.galopin.protocol.sql.SqlStatement;
import io.galopin.protocol.sql.SqlTable;
import io.galopin.protocol.text.Printable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends up to the next ReadyForQuery, or the opening of its connection. Recognized by
 * identity.
 *
 * @see HeadReader
 */
final class PostgresRequest implements Request {

  /** The forms of requests. */
  enum Form {
    OPENING,
    SIMPLE,
    EXTENDED
  }

  /**
   * A statement that is carried out.
   *
   * @param of the text in which it stands
   * @param prepared whether the text was sent with an earlier request
   */
  record Executed(SqlStatement statement, Prepared of, boolean prepared) {}

  /**
   * A text of which all statements are carried out.
   *
   * @param prepared whether it was sent with an earlier request
   */
  record Part(Prepared of, boolean prepared) {}

  /**
   * What a request begins with and what succeeds even if the request fails: {@code BEGIN}, as
   * drivers send it together with the first statement.
   *
   * @param count how many statements
   * @param bytes the messages, or the text of a simple query, a character for each byte
   */
  record Prelude(int count, String bytes) {}

  /** The most statements that are kept. */
  static final int MOST_EXECUTED = 100;

  private static final int MOST_LABELED = 3;

  private final Form form;
  private final List<String> messages;
  private final List<Part> parts;
  private @Nullable List<Executed> executed;
  private final @Nullable Prelude prelude;
  private final Effect effect;
  private final int answers;
  private final Before before;

  /**
   * What is known of the transaction when a request arrives.
   *
   * @param open whether one is open
   * @param mayBeOpen whether one may be open, as far as can be known
   */
  record Before(boolean open, boolean mayBeOpen) {}

  /** The answers of a request whose head is all of it. */
  static final int ALL_ANSWERS = -1;

  /**
   * Creates a request.
   *
   * @param messages the names of its messages, each once
   * @param answers how many messages of the backend the client may wait for before it sends the
   *     rest; {@link #ALL_ANSWERS} if the head ends with what the backend answers with
   *     ReadyForQuery
   */
  PostgresRequest(
      Form form,
      List<String> messages,
      List<Part> parts,
      @Nullable Prelude prelude,
      Effect effect,
      int answers,
      Before before) {
    this.form = form;
    this.messages = messages;
    this.parts = parts;
    this.prelude = prelude;
    this.effect = effect;
    this.answers = answers;
    this.before = before;
  }

  static PostgresRequest startup() {
    return new PostgresRequest(
        Form.OPENING,
        List.of("Startup"),
        List.of(),
        null,
        Effect.NONE,
        1,
        new Before(false, false));
  }

  Form form() {
    return form;
  }

  List<String> messages() {
    return messages;
  }

  /** What is carried out, {@value #MOST_EXECUTED} statements at most. */
  List<Executed> executed() {
    List<Executed> known = executed;
    if (known == null) {
      known = new ArrayList<>(parts.size());
      for (Part part : parts) {
        for (SqlStatement statement : part.of().statements()) {
          if (known.size() < MOST_EXECUTED) {
            known.add(new Executed(statement, part.of(), part.prepared()));
          }
        }
      }
      executed = known;
    }
    return known;
  }

  /** Whether it may change settings. */
  boolean maySet() {
    for (Part part : parts) {
      if (part.of().maySet()) {
        return true;
      }
    }
    return false;
  }

  @Nullable Prelude prelude() {
    return prelude;
  }

  Effect effect() {
    return effect;
  }

  /** Whether its head is all of it. */
  boolean complete() {
    return answers == ALL_ANSWERS;
  }

  /** Whether this many messages are all that the client may wait for. */
  boolean satisfiedBy(int messages) {
    return answers >= 0 && messages >= answers;
  }

  /** What was known of the transaction when it arrived. */
  Before before() {
    return before;
  }

  /** Whether it is nothing but a COMMIT, or something that fails like one. */
  boolean commits() {
    return effect != Effect.NONE
        && executed().size() == 1
        && Effect.commits(executed().get(0).statement());
  }

  List<String> kinds() {
    Set<String> kinds = new LinkedHashSet<>(2);
    executed().forEach(each -> kinds.add(each.statement().kind().word()));
    return List.copyOf(kinds);
  }

  /** The tables' names; those with a schema also without it. */
  List<String> tables() {
    Set<String> names = new LinkedHashSet<>(2);
    for (Executed each : executed()) {
      for (SqlTable table : each.statement().tables()) {
        names.add(table.qualified());
        names.add(table.name());
      }
    }
    return List.copyOf(names);
  }

  List<String> texts() {
    Set<String> texts = new LinkedHashSet<>(2);
    executed().forEach(each -> texts.add(each.of().text()));
    return List.copyOf(texts);
  }

  @Override
  public boolean opening() {
    return form == Form.OPENING;
  }

  /** A client that flushes waits for an answer before it sends the rest. */
  @Override
  public boolean failsAtOnce() {
    return true;
  }

  /** The rest comes after an answer to the Flush. */
  @Override
  public boolean answeredBeforeItsEnd() {
    return !complete() && !opening();
  }

  @Override
  public String label() {
    List<Executed> all = executed();
    if (all.isEmpty()) {
      return messages.isEmpty() ? "messages" : messages.get(0);
    }
    List<String> shown = new ArrayList<>(1);
    for (Executed each : all.subList(0, Math.min(all.size(), MOST_LABELED))) {
      String label = label(each);
      if (!shown.contains(label)) {
        shown.add(label);
      }
    }
    return Printable.of(String.join("; ", shown) + (all.size() > MOST_LABELED ? "; ..." : ""));
  }

  private static String label(Executed each) {
    StringBuilder label = new StringBuilder(each.statement().kind().word());
    List<SqlTable> tables = each.statement().tables();
    for (int i = 0; i < tables.size() && i <= MOST_LABELED; i++) {
      label
          .append(i == 0 ? " " : ", ")
          .append(i < MOST_LABELED ? tables.get(i).qualified() : "...");
    }
    return label.append(each.prepared() ? " (prepared)" : "").toString();
  }

  @Override
  public String toString() {
    return label();
  }
}
