package io.galopin.app.console;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where a command prints, and how.
 *
 * @param out for what was asked for
 * @param err for complaints and the log
 * @param style of {@code out}
 * @param errStyle of {@code err}
 * @param live whether {@code out} is a terminal on which a line can be drawn again
 * @param errColumns how wide the terminal is that {@code err} is; 0 if it is none
 */
public record Console(
    PrintStream out, PrintStream err, Style style, Style errStyle, boolean live, int errColumns) {

  /** How many columns a terminal has at least. */
  public static final int COLUMNS = 80;

  /** Set by the launcher script, which can ask the shell: which streams are terminals. */
  private static final String TERMINALS = "galopin.terminals";

  /** Set by it, too: how wide the terminal is, if it knows. */
  private static final String WIDTH = "galopin.columns";

  private static final int NARROWEST = 40;

  /** What complaints begin with. */
  private static final String WHO = "galopin: ";

  /** Streams of which {@code err} is no terminal. */
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

  /** What {@code System.out} encodes to, which JDK 17 does not tell by a method. */
  private static String encoding() {
    String given =
        System.getProperty(
            "stdout.encoding",
            System.getProperty("sun.stdout.encoding", System.getProperty("native.encoding", "")));
    return given.toUpperCase(Locale.ROOT);
  }

  /** Says what is wrong, in one sentence. */
  public void complain(String sentence) {
    err.println(complaint(sentence));
  }

  /** The line that says what is wrong; on a terminal, in as many lines as it takes there. */
  public String complaint(String sentence) {
    List<String> lines = Wrapped.of(WHO + sentence, errColumns, WHO.length());
    return errStyle.red(WHO) + String.join(System.lineSeparator(), lines).substring(WHO.length());
  }
}
