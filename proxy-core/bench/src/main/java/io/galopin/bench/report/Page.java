package io.galopin.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page in Markdown with room for a report between two markers. The pictures go into a folder
 * beside the page, with the same name.
 */
public final class Page {

  private static final String BEGIN = "<!-- report: begin -->";
  private static final String END = "<!-- report: end -->";

  private Page() {}

  /**
   * Replaces the last report on the page.
   *
   * @throws IOException if the page has no markers or cannot be written
   */
  public static void put(Report report, Path page) throws IOException {
    String folder = page.getFileName().toString().replaceFirst("\\.md$", "");
    Files.writeString(page, between(Files.readString(page), report.markdown(folder + "/"), page));
    report.drawInto(page.resolveSibling(folder));
  }

  private static String between(String text, String report, Path page) throws IOException {
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException(page + ": no markers (expected: " + BEGIN + " and " + END + ")");
    }
    return text.substring(0, begin + BEGIN.length()) + "\n\n" + report + "\n" + text.substring(end);
  }
}
