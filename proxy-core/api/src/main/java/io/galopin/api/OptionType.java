package io.galopin.api;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads, checks, and writes the values of one type. */
interface OptionType<T> {

  String name();

  String range();

  /** Returns null if {@code given} is not a value of this type or is out of range. */
  @Nullable T parse(Object given);

  Object plain(T value);

  /** Returns the unit of a bare number; empty if numbers have no unit. */
  default String unitOfNumbers() {
    return "";
  }

  /** Returns the possible values; empty if they cannot be listed. */
  default List<String> choices() {
    return List.of();
  }

  default String text(T value) {
    return String.valueOf(plain(value));
  }

  record Flag() implements OptionType<Boolean> {
    @Override
    public String name() {
      return "flag";
    }

    @Override
    public String range() {
      return "true or false";
    }

    @Override
    public @Nullable Boolean parse(Object given) {
      return switch (String.valueOf(given).toLowerCase(Locale.ROOT)) {
        case "true", "yes", "on", "y", "1" -> true;
        case "false", "no", "off", "n", "0" -> false;
        default -> null;
      };
    }

    @Override
    public Object plain(Boolean value) {
      return value;
    }
  }

  record Whole(long least, long most) implements OptionType<Long> {
    @Override
    public String name() {
      return "whole number";
    }

    @Override
    public String range() {
      return most == Long.MAX_VALUE
          ? "a whole number, " + least + " or more"
          : "a whole number from " + least + " to " + most;
    }

    @Override
    public @Nullable Long parse(Object given) {
      BigDecimal number = Quantities.number(given);
      try {
        return number == null ? null : within(number.longValueExact(), least, most);
      } catch (ArithmeticException notWhole) {
        return null;
      }
    }

    @Override
    public Object plain(Long value) {
      return value;
    }
  }

  record Decimal(double least, double most) implements OptionType<Double> {
    @Override
    public String name() {
      return "number";
    }

    @Override
    public String range() {
      return Quantities.plain(least) + " to " + Quantities.plain(most);
    }

    @Override
    public @Nullable Double parse(Object given) {
      BigDecimal number = Quantities.number(given);
      return number == null ? null : within(number.doubleValue(), least, most);
    }

    @Override
    public Object plain(Double value) {
      return value;
    }

    @Override
    public String text(Double value) {
      return Quantities.plain(value);
    }
  }

  record Time(ChronoUnit unit, Duration least, Duration most) implements OptionType<Duration> {
    @Override
    public String name() {
      return "duration";
    }

    @Override
    public String range() {
      return "a duration from "
          + text(least)
          + " to "
          + text(most)
          + ", a bare number is in "
          + unitOfNumbers();
    }

    @Override
    public String unitOfNumbers() {
      return Quantities.name(unit);
    }

    @Override
    public @Nullable Duration parse(Object given) {
      Duration value = Quantities.duration(given, unit);
      return value == null ? null : within(value, least, most);
    }

    @Override
    public Object plain(Duration value) {
      return Quantities.inUnits(value, unit);
    }

    @Override
    public String text(Duration value) {
      return Quantities.text(value);
    }
  }

  record Size(long least, long most) implements OptionType<Long> {
    @Override
    public String name() {
      return "size";
    }

    @Override
    public String range() {
      return most == Long.MAX_VALUE
          ? "a number of bytes, " + least + " or more"
          : "a number of bytes from " + least + " to " + most;
    }

    @Override
    public String unitOfNumbers() {
      return "bytes";
    }

    @Override
    public @Nullable Long parse(Object given) {
      Long value = Quantities.bytes(given);
      return value == null ? null : within(value, least, most);
    }

    @Override
    public Object plain(Long value) {
      return value;
    }
  }

  record Text() implements OptionType<String> {
    @Override
    public String name() {
      return "text";
    }

    @Override
    public String range() {
      return "text";
    }

    @Override
    public String parse(Object given) {
      return String.valueOf(given);
    }

    @Override
    public Object plain(String value) {
      return value;
    }
  }

  record Choice<E extends Enum<E>>(Class<E> constants) implements OptionType<E> {
    @Override
    public String name() {
      return "choice";
    }

    @Override
    public List<String> choices() {
      return Option.names(constants);
    }

    @Override
    public String range() {
      return "one of " + String.join(", ", choices());
    }

    @Override
    public @Nullable E parse(Object given) {
      String wanted = Option.normalName(String.valueOf(given));
      for (E constant : constants.getEnumConstants()) {
        if (Option.normalName(constant.name()).equals(wanted)) {
          return constant;
        }
      }
      return null;
    }

    @Override
    public Object plain(E value) {
      return Option.normalName(value.name());
    }
  }

  record Word(List<String> choices) implements OptionType<String> {
    @Override
    public String name() {
      return "choice";
    }

    @Override
    public String range() {
      return "one of " + String.join(", ", choices);
    }

    @Override
    public @Nullable String parse(Object given) {
      String wanted = Option.normalName(String.valueOf(given));
      return choices.contains(wanted) ? wanted : null;
    }

    @Override
    public Object plain(String value) {
      return value;
    }
  }

  private static <C extends Comparable<C>> @Nullable C within(C value, C least, C most) {
    return value.compareTo(least) < 0 || value.compareTo(most) > 0 ? null : value;
  }
}
