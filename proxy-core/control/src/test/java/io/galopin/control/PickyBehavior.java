package io.galopin.control;

import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import java.util.List;

/** A behavior for tests that has an option of each type, and values that contradict each other. */
public final class PickyBehavior implements BehaviorFactory {

  /** The values of a choice. */
  enum Color {
    RED,
    DARK_BLUE
  }

  private static final Option<Long> COUNT = Option.integer("count", 0, 10, "how many").orElse(3L);
  private static final Option<Long> MOST = Option.integer("most", 0, 10, "at most how many");

  @Override
  public String name() {
    return "picky";
  }

  @Override
  public String description() {
    return "Does nothing, with many options";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(
        COUNT,
        MOST,
        Option.flag("loud", "whether").orElse(false),
        Option.decimal("share", 0, 1, "how much").orElse(0.5),
        Option.size("length", 0, 1 << 20, "how long"),
        Option.text("label", "what"),
        Option.choice("color", Color.class, "which").orElse(Color.RED));
  }

  @Override
  public Behavior create(Options options) {
    if (options.find(MOST).filter(most -> most < options.get(COUNT)).isPresent()) {
      throw new OptionException("most", options.get(MOST), "not less than count");
    }
    return new Behavior() {};
  }
}
