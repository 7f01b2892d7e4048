package io.galopin.app.console;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where a command prints, and how.
 *
 * @param out for the output that the user asked for
 * @param err for complaints and the log
 * @param style of {@code out}
 * @param errStyle of {@code err}
 * @param live whether {@code out} is a terminal, on which a line can be redrawn
 * @param errColumns the width of {@code err} if it is a terminal; otherwise 0
 */
public record Console(
    PrintStream out, PrintStream err, Style style, Style errStyle, boolean live, int errColumns) {

  /** The smallest width of a terminal that output is made for. */
  public static final int COLUMNS = 80;

  /** System property set by the launcher script: which streams are terminals. */
  private static final String TERMINALS = "galopin.terminals";

  /** System property set by the launcher script: the width of the terminal, if known. */
  private static final String WIDTH = "galopin.columns";

  private static final int NARROWEST = 40;

  /** The beginning of each complaint. */
  private static final String WHO = "galopin: ";

  /** For an {@code err} that is not a terminal. */
  public Console(PrintStream out, PrintStream err, Style style, Style errStyle, boolean live) {
    this(out, err, style, errStyle, live, 0);
  }

  /** The streams of this process. */
  public static Console system() {
    Map<String, String> environment = System.getenv();
    String terminals = System.getProperty(TERMINALS, "");
    boolean out = terminals.contains("out");
    boolean err = terminals.contains("err");
    boolean dumb = "dumb".equals(environment.get("TERM"));
    // https://no-color.org: present and not empty, whatever its value
    boolean color = !dumb && environment.getOrDefault("NO_COLOR", "").isEmpty();
    boolean unicode = encoding().startsWith("UTF");
    return new Console(
        System.out,
        System.err,
        new Style(color && out, unicode),
        new Style(color && err, unicode),
        out && !dumb,
        err ? Math.max(NARROWEST, Integer.getInteger(WIDTH, COLUMNS)) : 0);
  }

  /** The encoding of {@code System.out}. JDK 17 has no method for it. */
  private static String encoding() {
    String given =
        System.getProperty(
            "stdout.encoding",
            System.getProperty("sun.stdout.encoding", System.getProperty("native.encoding", "")));
    return given.toUpperCase(Locale.ROOT);
  }

  /** Prints a sentence that says what is wrong. */
  public void complain(String sentence) {
    err.println(complaint(sentence));
  }

  /** The text of a complaint: one line, wrapped if it goes to a terminal. */
  public String complaint(String sentence) {
    List<String> lines = Wrapped.of(WHO + sentence, errColumns, WHO.length());
    return errStyle.red(WHO) + String.join(System.lineSeparator(), lines).substring(WHO.length());
  }
}
