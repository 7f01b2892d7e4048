package io.galopin.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows a page from beginning to end, as a script for bash. A sample after a paragraph that
 * begins with a path is written to that path. Shell samples are run, each with a file for its
 * standard output.
 */
final class Guide {

  private static final Pattern PATH = Pattern.compile("^`([\\w./-]+)`:");

  /**
   * The output that the page shows for a shell sample.
   *
   * @param file where the script leaves the real output
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
    // The script ends at the first line that fails, together with what was started in the
    // background.
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

  /** Runs a sample. The next one begins when the processes that this one ends have ended. */
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
