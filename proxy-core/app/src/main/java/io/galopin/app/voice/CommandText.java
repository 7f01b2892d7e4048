package io.galopin.app.voice;

import java.util.ArrayList;
import java.util.List;

/** A command line to be copied: on a terminal in lines that fit, which the shell takes as one. */
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
    for (String word : words) {
      String quoted = ShellWords.quoted(word);
      boolean begins = line.toString().isBlank();
      int width = line.length() + 1 + quoted.length() + GOES_ON.length();
      if (!begins && ear.columns() > 0 && width > ear.columns()) {
        lines.add(line + GOES_ON);
        line.setLength(0);
        line.append(INDENT).append(INDENT);
        begins = true;
      }
      line.append(begins ? "" : " ").append(quoted);
    }
    lines.add(line.toString());
    return lines;
  }
}
