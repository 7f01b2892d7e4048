package io.galopin.protocol.postgres;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.galopin.protocol.postgres.PostgresRequest.Form;
import io.galopin.protocol.postgres.PostgresRequest.Part;
import io.galopin.protocol.postgres.PostgresRequest.Prelude;
import io.galopin.protocol.sql.SqlStatement;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages of one head, and remembers what they prepare. What was prepared or bound and
 * not executed yet when the head is cut off, or when the client flushes, counts as executed: the
 * rest of the request will do that.
 */
final class HeadReader {

  private static final List<String> QUERY = List.of("Query");

  private final PreparedStatements memory;
  private final Parameters parameters;
  private final List<String> messages = new ArrayList<>(4);
  private final List<Prepared> parsed = new ArrayList<>(1);
  private List<Part> parts = new ArrayList<>(1);

  /** How many statements are executed. */
  private int count;

  private Effect effect = Effect.NONE;

  /** What may be executed by messages behind the head. */
  private @Nullable Prepared pending;

  private boolean onlyPrelude;
  private int preludeCount;
  private int preludeEnd;
  private int executeEnd;
  private boolean simple;

  /** How many messages answer those so far, without executing anything. */
  private int answers;

  private boolean executes;

  HeadReader(PreparedStatements memory, Parameters parameters) {
    this.memory = memory;
    this.parameters = parameters;
  }

  /**
   * Reads a head.
   *
   * @param to the index behind it, at which a message may be cut off
   * @param complete whether the request ends there
   */
  PostgresRequest read(ByteBuf in, int to, boolean complete, PostgresRequest.Before before) {
    begin(in.readerIndex());
    for (int at = in.readerIndex(); at + Wire.HEADER <= to; ) {
      long end = at + 1L + in.getInt(at + 1);
      message(in, at, (int) Math.min(end, to));
      at = (int) Math.min(end, to);
    }
    if (!complete && pending != null && !simple) {
      execute(pending, to);
    }
    if (!complete) {
      effect = effect.then(Effect.UNKNOWN);
    }
    PostgresRequest request =
        new PostgresRequest(
            simple ? Form.SIMPLE : Form.EXTENDED,
            names(),
            parts,
            prelude(in),
            effect,
            complete ? PostgresRequest.ALL_ANSWERS : awaited(),
            before);
    parts = new ArrayList<>(1);
    return request;
  }

  /** The names of the messages; one list for most requests. */
  private List<String> names() {
    return messages.size() == 1 && simple ? QUERY : List.copyOf(messages);
  }

  /** How many messages the client may wait for: what it has asked for before Flush. */
  private int awaited() {
    return executes ? Integer.MAX_VALUE : messages.contains("Flush") ? Math.max(1, answers) : 1;
  }

  private void begin(int from) {
    messages.clear();
    parsed.clear();
    count = 0;
    effect = Effect.NONE;
    pending = null;
    onlyPrelude = true;
    preludeCount = 0;
    preludeEnd = from;
    executeEnd = from;
    simple = false;
    answers = 0;
    executes = false;
  }

  private void message(ByteBuf in, int at, int to) {
    byte type = in.getByte(at);
    int from = at + Wire.HEADER;
    name(type);
    switch (type) {
      case 'Q' -> query(in, from, to);
      case 'P' -> parse(in, from, to);
      case 'B' -> bind(in, from, to);
      case 'D' -> answers += from < to && in.getByte(from) == 'S' ? 2 : 1;
      case 'E' -> {
        executes = true;
        execute(memory.portal(Wire.name(in, from, Wire.stringEnd(in, from, to))), to);
        pending = null;
      }
      case 'C' -> close(in, from, to);
      default -> {}
    }
  }

  private void name(byte type) {
    String name =
        switch (type) {
          case 'Q' -> "Query";
          case 'P' -> "Parse";
          case 'B' -> "Bind";
          case 'D' -> "Describe";
          case 'E' -> "Execute";
          case 'C' -> "Close";
          case 'H' -> "Flush";
          case 'S' -> "Sync";
          case 'F' -> "FunctionCall";
          default -> "Copy";
        };
    if (!messages.contains(name)) {
      messages.add(name);
    }
  }

  private void query(ByteBuf in, int from, int to) {
    simple = count == 0;
    String sql = text(in, from, to);
    Prepared text = prepared(sql);
    parsed.add(text);
    add(text);
    if (preludeCount > 0 && simple && sql != null) {
      int start = text.statements().get(preludeCount).start();
      preludeEnd = from + parameters.encoding().bytes(sql.substring(0, start)).length;
    }
  }

  /** Returns the text at an index; null if it is not certain. */
  private @Nullable String text(ByteBuf in, int from, int to) {
    int end = Wire.stringEnd(in, from, to);
    return parameters.encoding().text(in, from, end, end == to);
  }

  private Prepared prepared(@Nullable String sql) {
    return sql == null ? Prepared.UNKNOWN : Prepared.of(sql, parameters.dialect());
  }

  private void parse(ByteBuf in, int from, int to) {
    int name = Wire.stringEnd(in, from, to);
    int text = Math.min(name + 1, to);
    Prepared prepared = prepared(text(in, text, to));
    parsed.add(prepared);
    memory.prepare(Wire.name(in, from, name), prepared);
    answers++;
    pending = prepared;
  }

  private void bind(ByteBuf in, int from, int to) {
    int portal = Wire.stringEnd(in, from, to);
    int statement = Math.min(portal + 1, to);
    answers++;
    pending =
        memory.bind(
            Wire.name(in, from, portal),
            Wire.name(in, statement, Wire.stringEnd(in, statement, to)));
  }

  private void close(ByteBuf in, int from, int to) {
    answers++;
    if (from < to) {
      String name = Wire.name(in, from + 1, Wire.stringEnd(in, from + 1, to));
      if (in.getByte(from) == 'S') {
        memory.close(name);
      } else {
        memory.closePortal(name);
      }
    }
  }

  /** Notes that what was prepared is executed by a message that ends there. */
  private void execute(Prepared what, int end) {
    add(what);
    executeEnd = end;
  }

  private void add(Prepared what) {
    if (parts.size() < PostgresRequest.MOST_EXECUTED) {
      parts.add(new Part(what, !parsed.contains(what)));
    }
    if (what.isPlain()) {
      count(false);
      return;
    }
    for (SqlStatement statement : what.statements()) {
      effect = effect.then(Effect.of(statement));
      count(Effect.isPrelude(statement));
    }
    if (!what.complete()) {
      effect = Effect.UNKNOWN;
    }
  }

  private void count(boolean prelude) {
    if (count < PostgresRequest.MOST_EXECUTED) {
      if (onlyPrelude) {
        preludeCount = count;
        preludeEnd = executeEnd;
      }
      count++;
      onlyPrelude &= prelude;
    }
  }

  private @Nullable Prelude prelude(ByteBuf in) {
    if (preludeCount == 0) {
      return null;
    }
    int from = simple ? in.readerIndex() + Wire.HEADER : in.readerIndex();
    return new Prelude(preludeCount, in.toString(from, preludeEnd - from, ISO_8859_1));
  }
}
