package io.galopin.api;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The name, the values, and the purpose of one option of a plugin. Command-line options,
 * configuration checks, and the reference documentation are all derived from it.
 *
 * <p>Immutable. Create an option with the method named after its type and refine it with {@link
 * #orElse}, as in {@code Option.duration("sleep", SECONDS, ZERO, Duration.ofDays(1), "how long to
 * wait").orElse(Duration.ofSeconds(1))}.
 *
 * @param <T> the type of its values
 */
public final class Option<T> {

  /** The most characters of a value; for pairs, names and values together. */
  private static final int LONGEST = 65_536;

  private final String name;
  private final OptionType<T> type;
  private final @Nullable T defaultValue;
  private final String description;
  private final Function<? super T, Optional<String>> check;

  private Option(
      String name,
      OptionType<T> type,
      @Nullable T defaultValue,
      String description,
      Function<? super T, Optional<String>> check) {
    this.name = name;
    this.type = type;
    this.defaultValue = defaultValue;
    this.description = description;
    this.check = check;
  }

  private static <T> Option<T> of(String name, OptionType<T> type, String description) {
    return new Option<>(name, type, null, description, anyValue -> Optional.empty());
  }

  /** A switch. */
  public static Option<Boolean> flag(String name, String description) {
    return of(name, new OptionType.Flag(), description);
  }

  /** A whole number from {@code least} to {@code most}. */
  public static Option<Long> integer(String name, long least, long most, String description) {
    return of(name, new OptionType.Whole(least, most), description);
  }

  /** A number from {@code least} to {@code most}. */
  public static Option<Double> decimal(String name, double least, double most, String description) {
    return of(name, new OptionType.Decimal(least, most), description);
  }

  /**
   * A duration from {@code least} to {@code most}.
   *
   * @param unit what a bare number means
   */
  public static Option<Duration> duration(
      String name, ChronoUnit unit, Duration least, Duration most, String description) {
    return of(name, new OptionType.Time(unit, least, most), description);
  }

  /**
   * A number of bytes from {@code least} to {@code most}; accepts {@code 64 KiB} and {@code 10 kB}.
   */
  public static Option<Long> size(String name, long least, long most, String description) {
    return of(name, new OptionType.Size(least, most), description);
  }

  /** Any text. */
  public static Option<String> text(String name, String description) {
    return of(name, new OptionType.Text(), description);
  }

  /** One of the constants of an enum, written in lower case with hyphens. */
  public static <E extends Enum<E>> Option<E> choice(
      String name, Class<E> constants, String description) {
    return of(name, new OptionType.Choice<>(constants), description);
  }

  /** One of some words, written in lower case with hyphens. */
  public static Option<String> word(String name, List<String> words, String description) {
    return of(name, new OptionType.Word(List.copyOf(words)), description);
  }

  /**
   * Texts by name: an object in configuration files, or {@code a=1; b=2} as one text, in which a
   * backslash escapes a semicolon.
   */
  public static Option<Map<String, String>> pairs(String name, String description) {
    return of(name, new PairsType(List.of()), description);
  }

  /** Like {@link #pairs}; each name must be that of one of the given attributes. */
  public static Option<Map<String, String>> values(
      String name, List<Attribute> attributes, String description) {
    return of(name, new PairsType(List.copyOf(attributes)), description);
  }

  /** Returns the same option with a default value. */
  public Option<T> orElse(T value) {
    return new Option<>(name, type, value, description, check);
  }

  /**
   * Returns the same option with a further check of its values.
   *
   * @param check receives a value of the right type and range; returns what was expected, as a
   *     phrase, or empty if the value is valid
   */
  public Option<T> checkedBy(Function<? super T, Optional<String>> check) {
    return new Option<>(name, type, defaultValue, description, check);
  }

  /** Returns the name, with hyphens. */
  public String name() {
    return name;
  }

  /** Returns the name of the type: {@code flag}, {@code whole number}, {@code duration} … */
  public String typeName() {
    return type.name();
  }

  /** Whether this is a switch, which the command line accepts without a value. */
  public boolean isFlag() {
    return type instanceof OptionType.Flag;
  }

  /** Returns the accepted values as a phrase: {@code 0 s to 24 h}, {@code true or false}. */
  public String range() {
    return type.range();
  }

  /**
   * Returns the unit of a bare number: {@code seconds}, {@code bytes}; empty if numbers have no
   * unit.
   */
  public String unit() {
    return type.unitOfNumbers();
  }

  /** Returns the values of a choice, as users write them; empty for an option of another type. */
  public List<String> choices() {
    return type.choices();
  }

  /** Returns what the option is for, on one line without a full stop. */
  public String description() {
    return description;
  }

  /** Returns the value if none is given; empty if the plugin then decides. */
  public Optional<T> defaultValue() {
    return Optional.ofNullable(defaultValue);
  }

  /** Returns the default as a user would write it; empty if there is none. */
  public String defaultText() {
    return defaultValue == null ? "" : type.text(defaultValue);
  }

  /**
   * Parses a value from a command line, a configuration file, or JSON.
   *
   * @param given a {@link String}, {@link Number} or {@link Boolean}; for {@link #pairs} also a
   *     {@link Map}
   * @throws OptionException if it is of another kind, out of range, or has more than 65,536
   *     characters
   */
  public T parse(Object given) {
    if (given instanceof Map && !(type instanceof PairsType)) {
      throw new OptionException(name, "an object", type.range());
    }
    if (length(given) > LONGEST) {
      throw new OptionException(name, given, "at most " + LONGEST + " characters");
    }
    T value = type.parse(given);
    if (value == null) {
      throw new OptionException(name, given, type.range());
    }
    check
        .apply(value)
        .ifPresent(
            expected -> {
              throw new OptionException(name, given, expected);
            });
    return value;
  }

  private static long length(Object given) {
    return given instanceof Map<?, ?> pairs
        ? pairs.entrySet().stream()
            .mapToLong(
                pair ->
                    (long) String.valueOf(pair.getKey()).length()
                        + String.valueOf(pair.getValue()).length())
            .sum()
        : given instanceof CharSequence text ? text.length() : 0;
  }

  /**
   * Returns a value as a plain {@link String}, {@link Number}, {@link Boolean}, or {@link Map} of
   * texts; numbers are in the unit of a bare number.
   */
  public Object plain(T value) {
    return type.plain(value);
  }

  /** Returns a value as a user would write it. */
  public String text(T value) {
    return type.text(value);
  }

  /** Returns the normal form of a name: lower case, with hyphens for underscores. */
  public static String normalName(String written) {
    return written.replace('_', '-').toLowerCase(Locale.ROOT);
  }

  /** Returns the constants of an enum as users write them. */
  static List<String> names(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> normalName(constant.name()))
        .toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
