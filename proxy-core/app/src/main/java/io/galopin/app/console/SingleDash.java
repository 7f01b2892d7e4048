package io.galopin.app.console;

import java.util.Collection;
import java.util.List;

/** Toxiproxy's style of options, in which {@code -listen} is {@code --listen}. */
public final class SingleDash {

  private SingleDash() {}

  /** Gives each known option a second hyphen. */
  public static List<String> doubled(List<String> words, Collection<String> known) {
    return words.stream().map(word -> doubled(word, known)).toList();
  }

  private static String doubled(String word, Collection<String> known) {
    int end = word.indexOf('=');
    String option = end < 0 ? word : word.substring(0, end);
    return option.startsWith("-") && known.contains("-" + option) ? "-" + word : word;
  }
}
