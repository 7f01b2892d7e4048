package io.galopin.rules;

import io.galopin.api.OptionException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** The short form of a mix: {@code 20:delay,5:error}. */
public final class MixText {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private MixText() {}

  /**
   * Reads the short form.
   *
   * @return percentages by name, in the order of the text
   * @throws OptionException if {@code text} is not a mix; quotes all of it
   */
  public static Map<String, BigDecimal> parse(String what, String text) {
    Map<String, BigDecimal> percents = new LinkedHashMap<>();
    for (String pair : text.split(",", -1)) {
      int colon = pair.indexOf(':');
      String name = pair.substring(colon + 1).trim();
      String percent = colon < 0 ? "" : pair.substring(0, colon).trim();
      if (colon < 0 || name.isEmpty() || !percent.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
        throw new OptionException(
            what,
            '"' + text + '"',
            "percent:name pairs with commas between, as in 20:delay,5:error");
      }
      if (percents.put(name, new BigDecimal(percent)) != null) {
        throw new OptionException(
            what, '"' + text + '"', "each behavior once, " + name + " is there twice");
      }
    }
    check(what, '"' + text + '"', percents);
    return percents;
  }

  /**
   * Checks weights of any source.
   *
   * @throws OptionException if one is not above 0 and at most 100, or their sum is above 100
   */
  public static void check(String what, Object given, Map<String, BigDecimal> percents) {
    percents.forEach(
        (name, percent) -> {
          if (percent.signum() <= 0 || percent.compareTo(HUNDRED) > 0) {
            throw new OptionException(
                what,
                given,
                "percents above 0 and at most 100, " + name + " has " + percent.toPlainString());
          }
        });
    BigDecimal sum = percents.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    if (sum.compareTo(HUNDRED) > 0) {
      throw new OptionException(
          what, given, "percents that sum up to at most 100, not " + sum.toPlainString());
    }
  }
}
