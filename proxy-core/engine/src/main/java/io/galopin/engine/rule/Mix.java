package io.galopin.engine.rule;

import io.galopin.api.Behavior;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A choice between behaviors by weight: {@code 20:delay,5:error}. The rest up to 100 is {@code
 * dummy}.
 *
 * <p>The draw of an exchange is compared with the cumulative weights of the behaviors sorted by
 * name ({@code dummy} last), so that a changed weight affects as few exchanges as possible.
 */
public final class Mix {

  /** The behavior that does nothing. */
  public static final String DUMMY = "dummy";

  /** The name of the rule that consists only of a mix. */
  public static final String NAME = "mix";

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private static final Behavior IDLE = new Behavior() {};

  private final Map<String, BigDecimal> percents;
  private final String text;
  private final Choice[] choices;
  private final double[] below;

  private Mix(Map<String, BigDecimal> percents, Choice[] choices, double[] below) {
    this.percents = Collections.unmodifiableMap(new LinkedHashMap<>(percents));
    this.text = text(percents);
    this.choices = choices;
    this.below = below;
  }

  /**
   * Makes the mix.
   *
   * @param percents checked weights, in display order
   * @param behaviors the behavior for each name except {@code dummy}
   */
  public static Mix of(Map<String, BigDecimal> percents, Map<String, Made<Behavior>> behaviors) {
    List<String> names =
        percents.keySet().stream()
            .filter(name -> !name.equals(DUMMY))
            .sorted(Comparator.naturalOrder())
            .toList();
    Choice[] choices = new Choice[names.size()];
    double[] below = new double[names.size()];
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < choices.length; i++) {
      String name = names.get(i);
      choices[i] = new Choice(Objects.requireNonNull(behaviors.get(name), name));
      sum = sum.add(percents.get(name));
      below[i] = sum.divide(HUNDRED).doubleValue();
    }
    return new Mix(percents, choices, below);
  }

  /**
   * Makes a mix of behaviors without options.
   *
   * @param behaviors returns the instance for a name; not called for {@code dummy}
   */
  public static Mix of(Map<String, BigDecimal> percents, Function<String, Behavior> behaviors) {
    Map<String, Made<Behavior>> made = new HashMap<>();
    for (String name : percents.keySet()) {
      if (!name.equals(DUMMY)) {
        made.put(name, Made.of(name, behaviors.apply(name)));
      }
    }
    return of(percents, made);
  }

  /** Returns the weights as a user would write them. */
  public static String text(Map<String, BigDecimal> percents) {
    return percents.entrySet().stream()
        .map(weight -> shortest(weight.getValue()) + ":" + weight.getKey())
        .collect(Collectors.joining(","));
  }

  /** Returns a percentage without redundant zeros. */
  static String shortest(BigDecimal percent) {
    return percent.stripTrailingZeros().toPlainString();
  }

  /**
   * Returns the behavior at a place in the mix.
   *
   * @param number from 0 (inclusive) to 1 (exclusive)
   * @return null for {@code dummy}
   */
  @Nullable Choice choose(double number) {
    for (int i = 0; i < choices.length; i++) {
      if (number < below[i]) {
        return choices[i];
      }
    }
    return null;
  }

  /** Returns the choices. */
  public Stream<Choice> choices() {
    return Arrays.stream(choices);
  }

  /** Returns the percentage by behavior, in written order, including {@code dummy}. */
  public Map<String, BigDecimal> percents() {
    return percents;
  }

  /** Returns a mix with the same weights that does nothing, and keeps nothing of its plugins. */
  Mix inert() {
    Choice[] idle = new Choice[choices.length];
    for (int i = 0; i < idle.length; i++) {
      idle[i] = new Choice(choices[i].made().with(IDLE));
    }
    return new Mix(percents, idle, below);
  }

  /** Whether this instance is one of its behaviors. */
  boolean offers(Behavior behavior) {
    for (Choice mine : choices) {
      if (mine.behavior() == behavior) {
        return true;
      }
    }
    return false;
  }

  /** Returns the chance that any of its behaviors acts, 0 to 1. */
  public double chance() {
    return below.length == 0 ? 0 : below[below.length - 1];
  }

  /** Returns the chance that this behavior acts, 0 to 1; 0 if the mix does not have it. */
  public double chance(String behavior) {
    for (int i = 0; i < choices.length; i++) {
      if (choices[i].plugin().equals(behavior)) {
        return i == 0 ? below[0] : below[i] - below[i - 1];
      }
    }
    return 0;
  }

  /** Returns the names of its behaviors, sorted, without {@code dummy}. */
  public List<String> behaviors() {
    return Arrays.stream(choices).map(Choice::plugin).toList();
  }

  /** Whether the weights and the behaviors with their given options are the same. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Mix that
        && text.equals(that.text)
        && Arrays.equals(choices, that.choices);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
