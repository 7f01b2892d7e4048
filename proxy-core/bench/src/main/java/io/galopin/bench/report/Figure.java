package io.galopin.bench.report;

import java.util.Locale;

/**
 * Something that is measured of each contender.
 *
 * @param part the name of the part that measures it
 * @param title what it is, unique in its part
 * @param unit of its values
 * @param moreIsBetter false for times and amounts that should be small
 */
public record Figure(String part, String title, String unit, boolean moreIsBetter) {

  /** One whose values should be large. */
  public static Figure more(String part, String title, String unit) {
    return new Figure(part, title, unit, true);
  }

  /** One whose values should be small. */
  public static Figure less(String part, String title, String unit) {
    return new Figure(part, title, unit, false);
  }

  /** A name for files: lower case, digits and hyphens. */
  public String slug() {
    return (part + " " + title)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-")
        .replaceAll("-$", "");
  }
}
