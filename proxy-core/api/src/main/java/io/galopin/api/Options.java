package io.galopin.api;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The checked values of a plugin's options. Immutable. */
public final class Options {

  private final Map<String, Option<?>> declared;
  private final Map<String, Object> given;

  private Options(Map<String, Option<?>> declared, Map<String, Object> given) {
    this.declared = declared;
    this.given = Collections.unmodifiableMap(given);
  }

  /** Returns options with every value at its default. */
  public static Options defaults(Collection<? extends Option<?>> declared) {
    Map<String, Option<?>> byName = new LinkedHashMap<>();
    declared.forEach(option -> byName.put(option.name(), option));
    return new Options(byName, new LinkedHashMap<>());
  }

  /**
   * Checks the values that were given for a plugin's options.
   *
   * @param written values by name; see {@link Option#parse} and {@link Option#normalName}
   * @throws OptionException at the first name that is not declared and the first value that does
   *     not fit
   */
  public static Options of(
      Collection<? extends Option<?>> declared, Map<String, ? extends @Nullable Object> written) {
    return defaults(declared).with(written);
  }

  /** Returns these values with those in {@code written} replaced; null restores the default. */
  public Options with(Map<String, ? extends @Nullable Object> written) {
    Map<String, Object> values = new LinkedHashMap<>(given);
    written.forEach(
        (key, value) -> {
          String name = Option.normalName(key);
          Option<?> option = declared.get(name);
          if (option == null) {
            throw new OptionException(key, "unknown option", known(name));
          }
          if (value == null) {
            values.remove(name);
          } else {
            values.put(name, option.parse(value));
          }
        });
    return new Options(declared, values);
  }

  private String known(String wanted) {
    if (declared.isEmpty()) {
      return "no options";
    }
    String all = String.join(", ", declared.keySet());
    return declared.size() == 1
        ? all
        : Names.nearest(wanted, declared.keySet()).map(name -> name + "? one of ").orElse("one of ")
            + all;
  }

  /**
   * Returns the value of an option that has a default or was given.
   *
   * @throws NoSuchElementException if it has no default and was not given; see {@link #find}
   */
  public <T> T get(Option<T> option) {
    return find(option).orElseThrow(() -> new NoSuchElementException(option.name()));
  }

  /** Returns the value of an option, or its default if there is one. */
  @SuppressWarnings("unchecked") // a value comes from its own option's parse
  public <T> Optional<T> find(Option<T> option) {
    Object value = given.get(option.name());
    return value != null ? Optional.of((T) value) : option.defaultValue();
  }

  /**
   * Returns the given values by name, as plain values in the order of declaration, without
   * defaults.
   */
  public Map<String, Object> given() {
    Map<String, Object> plain = new LinkedHashMap<>();
    declared.values().forEach(option -> plainOf(option, plain));
    return plain;
  }

  private <T> void plainOf(Option<T> option, Map<String, Object> plain) {
    if (given.containsKey(option.name())) {
      plain.put(option.name(), option.plain(get(option)));
    }
  }

  /** Returns the declared options, in order. */
  public List<Option<?>> declared() {
    return List.copyOf(declared.values());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Options that
        && given.equals(that.given)
        && declared.keySet().equals(that.declared.keySet());
  }

  @Override
  public int hashCode() {
    return given.hashCode();
  }

  @Override
  public String toString() {
    return given().toString();
  }
}
