package io.galopin.protocol.mysql;

/** What a client can ask for, and how it is answered. */
enum Command {
  SLEEP(0x00, Answer.SINGLE),
  QUIT(0x01, Answer.NONE),
  INIT_DB(0x02, Answer.SINGLE),
  QUERY(0x03, Answer.RESULTS),
  FIELD_LIST(0x04, Answer.ROWS),
  CREATE_DB(0x05, Answer.SINGLE),
  DROP_DB(0x06, Answer.SINGLE),
  REFRESH(0x07, Answer.SINGLE),
  SHUTDOWN(0x08, Answer.SINGLE),
  STATISTICS(0x09, Answer.TEXT),
  PROCESS_INFO(0x0A, Answer.RESULTS),
  PROCESS_KILL(0x0C, Answer.SINGLE),
  DEBUG(0x0D, Answer.SINGLE),
  PING(0x0E, Answer.SINGLE),
  CHANGE_USER(0x11, Answer.LOGIN),
  BINLOG_DUMP(0x12, Answer.TURNS),
  TABLE_DUMP(0x13, Answer.TURNS),
  REGISTER_SLAVE(0x15, Answer.SINGLE),
  STMT_PREPARE(0x16, Answer.PREPARED),
  STMT_EXECUTE(0x17, Answer.RESULTS),
  STMT_SEND_LONG_DATA(0x18, Answer.NONE),
  STMT_CLOSE(0x19, Answer.NONE),
  STMT_RESET(0x1A, Answer.SINGLE),
  SET_OPTION(0x1B, Answer.SINGLE),
  STMT_FETCH(0x1C, Answer.ROWS),
  BINLOG_DUMP_GTID(0x1E, Answer.TURNS),
  RESET_CONNECTION(0x1F, Answer.SINGLE),
  STMT_BULK_EXECUTE(0xFA, Answer.RESULTS),
  /** Any other, such as those that clone a server. */
  OTHER(-1, Answer.TURNS);

  /** How a command is answered. */
  enum Answer {
    /** Not at all. */
    NONE,
    /** With one packet: OK, an error, or an end of rows. */
    SINGLE,
    /** With one packet of any text. */
    TEXT,
    /** With results one after another: OK, rows with their columns, a request for a file. */
    RESULTS,
    /** With rows alone. */
    ROWS,
    /** With a number for the statement, its parameters and columns. */
    PREPARED,
    /** With as many packets as the login takes. */
    LOGIN,
    /** In a way that is not known. */
    TURNS
  }

  private static final Command[] BY_CODE = new Command[256];

  static {
    java.util.Arrays.fill(BY_CODE, OTHER);
    for (Command command : values()) {
      if (command != OTHER) {
        BY_CODE[command.code] = command;
      }
    }
  }

  /** Of a command with a number and flags, as many bytes as are read. */
  private static final int SHORT = 10;

  private final int code;
  private final Answer answer;

  Command(int code, Answer answer) {
    this.code = code;
    this.answer = answer;
  }

  /** Returns the command with a code from 0 to 255. */
  static Command of(int code) {
    return BY_CODE[code];
  }

  int code() {
    return code;
  }

  Answer answer() {
    return answer;
  }

  /** Returns the most bytes of its payload that are read. */
  int most(Limits limits) {
    return switch (this) {
      case QUERY, STMT_PREPARE, INIT_DB, CHANGE_USER -> limits.statement();
      default -> SHORT;
    };
  }

  /** Whether it executes a statement that was prepared. */
  boolean executes() {
    return this == STMT_EXECUTE || this == STMT_BULK_EXECUTE;
  }
}
