package io.galopin.bench.report;

import java.util.Locale;

/**
 * Something that is measured for each contender.
 *
 * @param part the name of the part that measures it
 * @param title what is measured, unique within its part
 * @param unit the unit of its values
 * @param moreIsBetter false for times and amounts that should be small
 */
public record Figure(String part, String title, String unit, boolean moreIsBetter) {

  /** Returns a figure whose values should be large. */
  public static Figure more(String part, String title, String unit) {
    return new Figure(part, title, unit, true);
  }

  /** Returns a figure whose values should be small. */
  public static Figure less(String part, String title, String unit) {
    return new Figure(part, title, unit, false);
  }

  /** Returns a name for files, with lower-case letters, digits and hyphens. */
  public String slug() {
    return (part + " " + title)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-")
        .replaceAll("-$", "");
  }
}
