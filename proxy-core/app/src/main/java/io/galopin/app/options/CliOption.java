package io.galopin.app.options;

import io.galopin.api.Option;

/**
 * One option of the command line.
 *
 * @param name with its hyphens: {@code --behavior-delay-sleep}
 * @param label the placeholder of the value in the help: {@code HOST:PORT}
 * @param meta type, default, range and description
 * @param shownDefault the default as the help shows it; empty for none
 * @param repeated whether it may be given more than once
 * @param alone what it means without a value; empty if it needs one, as all but flags do
 */
public record CliOption(
    String name,
    String label,
    Option<?> meta,
    String shownDefault,
    boolean repeated,
    String alone) {

  /** An option called {@code --} and the name in {@code meta}. */
  public static CliOption of(String label, Option<?> meta) {
    return of("--" + meta.name(), label, meta);
  }

  /** An option of an installed plugin. */
  static CliOption ofPlugin(String prefix, Option<?> meta) {
    return of(prefix + meta.name(), labelFor(meta), meta);
  }

  private static CliOption of(String name, String label, Option<?> meta) {
    String alone = meta.isFlag() ? "true" : "";
    return new CliOption(name, label, meta, meta.defaultText(), false, alone);
  }

  private static String labelFor(Option<?> meta) {
    return switch (meta.typeName()) {
      case "whole number" -> "N";
      case "number" -> "NUMBER";
      case "duration" -> "TIME";
      case "size" -> "SIZE";
      case "choice" -> "NAME";
      default -> "TEXT";
    };
  }

  /** The same option with another text for its default. */
  CliOption shownAs(String otherDefault) {
    return new CliOption(name, label, meta, otherDefault, repeated, alone);
  }

  /** The same option, but it may be given more than once. */
  CliOption asOftenAsWanted() {
    return new CliOption(name, label, meta, shownDefault, true, alone);
  }

  /** The same option, but it may be given without a value, and then means {@code value}. */
  CliOption aloneAs(String value) {
    return new CliOption(name, label, meta, shownDefault, repeated, value);
  }

  /** Whether it may be given without a value. */
  public boolean mayBeAlone() {
    return !alone.isEmpty();
  }
}
