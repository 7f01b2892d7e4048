package io.galopin.rules;

import io.galopin.api.Option;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Setting;
import io.galopin.rules.source.Spot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the {@code name=value} words of a rule or a toxic that is written as text. */
public final class Assignments {

  private Assignments() {}

  /**
   * Removes the assignments at the start of {@code words} and returns them by normalized name.
   *
   * @param spot the rule or toxic
   * @param problems receives a problem for each name that is given twice
   */
  public static Map<String, Setting> take(List<String> words, Spot spot, Problems problems) {
    Map<String, Setting> taken = new LinkedHashMap<>();
    while (!words.isEmpty() && words.get(0).indexOf('=') > 0) {
      String word = words.remove(0);
      int equals = word.indexOf('=');
      String name = Option.normalName(word.substring(0, equals));
      Spot at = spot.under(name);
      Setting value = new Setting(at.what(), word.substring(equals + 1), at.place());
      if (taken.put(name, value) != null) {
        problems.add(at.what(), "given twice", "once", at.place());
      }
    }
    return taken;
  }
}
