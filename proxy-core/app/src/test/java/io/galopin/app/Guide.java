package io.galopin.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page that is followed from its beginning to its end, as a script for bash: a sample behind a
 * paragraph that begins with a path is written there, those of shell are run, each with a file for
 * what it writes to standard output.
 */
final class Guide {

  private static final Pattern PATH = Pattern.compile("^`([\\w./-]+)`:");

  /**
   * What a sample of shell is shown to say.
   *
   * @param file where the script leaves what it really says
   * @param text what the page shows; empty for nothing
   * @param line of the sample on the page
   */
  record Shown(String file, String text, int line) {}

  private final StringBuilder script = new StringBuilder();
  private final List<Shown> shown = new ArrayList<>();

  /**
   * Reads a page.
   *
   * @param ports to use instead of those on the page
   */
  Guide(Page page, Map<String, String> ports) {
    List<String> lines = page.text().lines().toList();
    // The first line that fails is the last, and what was started in the background ends with it.
    script.append("set -eu -o pipefail\ntrap 'kill $(jobs -p) 2>/dev/null || :' EXIT\n");
    List<Page.Block> blocks = page.blocks();
    for (int i = 0; i < blocks.size(); i++) {
      Page.Block block = blocks.get(i);
      Matcher path = PATH.matcher(paragraphBefore(lines, block.line() - 2));
      String text = replaced(block.text(), ports);
      if (block.language().equals("sh")) {
        boolean says = i + 1 < blocks.size() && blocks.get(i + 1).language().equals("text");
        run(text, new Shown("said." + i, says ? blocks.get(i + 1).text() : "", block.line()));
      } else if (path.find()) {
        write(path.group(1), text);
      } else if (!block.language().equals("text")) {
        throw new AssertionError(page + ", line " + block.line() + ": a sample without a path");
      }
    }
  }

  private static String paragraphBefore(List<String> lines, int fence) {
    int last = fence - 1;
    while (lines.get(last).isBlank()) {
      last--;
    }
    int first = last;
    while (first > 0 && !lines.get(first - 1).isBlank()) {
      first--;
    }
    return lines.get(first);
  }

  private static String replaced(String text, Map<String, String> ports) {
    String replaced = text;
    for (Map.Entry<String, String> port : ports.entrySet()) {
      replaced = replaced.replaceAll("\\b" + port.getKey() + "\\b", port.getValue());
    }
    return replaced;
  }

  private void write(String path, String text) {
    script
        .append("mkdir -p \"$(dirname %s)\"\ncat > %s <<'END OF FILE'\n".formatted(path, path))
        .append(text)
        .append("END OF FILE\n");
  }

  /** The next sample begins when what this one has told to end has ended. */
  private void run(String text, Shown says) {
    script.append("{\n").append(text).append("} > ").append(says.file()).append('\n');
    if (text.contains("\nkill ")) {
      script.append("wait\n");
    }
    shown.add(says);
  }

  String script() {
    return script.toString();
  }

  List<Shown> shown() {
    return List.copyOf(shown);
  }
}
