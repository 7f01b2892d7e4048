package io.galopin.app.console;

import java.util.Collection;
import java.util.List;

/** Toxiproxy's way of writing options, in which {@code -listen} is {@code --listen}. */
public final class SingleDash {

  private SingleDash() {}

  /** The words with two hyphens before each option that is known so. */
  public static List<String> doubled(List<String> words, Collection<String> known) {
    return words.stream().map(word -> doubled(word, known)).toList();
  }

  private static String doubled(String word, Collection<String> known) {
    int end = word.indexOf('=');
    String option = end < 0 ? word : word.substring(0, end);
    return option.startsWith("-") && known.contains("-" + option) ? "-" + word : word;
  }
}
