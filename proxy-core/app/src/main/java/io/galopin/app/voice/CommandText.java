package io.galopin.app.voice;

import java.util.ArrayList;
import java.util.List;

/**
 * A command line to copy. On a terminal it is broken into lines that fit, each but the last with a
 * backslash at its end.
 */
final class CommandText {

  private static final String INDENT = "  ";
  private static final String GOES_ON = " \\";

  private final List<String> words;
  private final Ear ear;

  CommandText(List<String> words, Ear ear) {
    this.words = words;
    this.ear = ear;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(INDENT);
    for (String part : parts()) {
      boolean begins = line.toString().isBlank();
      int width = line.length() + 1 + part.length() + GOES_ON.length();
      if (!begins && ear.isTerminal() && width > ear.columns()) {
        lines.add(line + GOES_ON);
        line.setLength(0);
        line.append(INDENT).append(INDENT);
        begins = true;
      }
      line.append(begins ? "" : " ").append(part);
    }
    lines.add(line.toString());
    return lines;
  }

  /** The words, with each option and its value in one piece. */
  private List<String> parts() {
    List<String> parts = new ArrayList<>();
    boolean option = false;
    for (String word : words) {
      boolean value = option && !word.startsWith("-");
      String quoted = ShellWords.quoted(word);
      if (value) {
        parts.set(parts.size() - 1, parts.get(parts.size() - 1) + " " + quoted);
      } else {
        parts.add(quoted);
      }
      option = !value && word.startsWith("-") && !word.contains("=");
    }
    return parts;
  }
}
