package io.galopin.rules.condition;

import com.typesafe.config.ConfigValue;
import io.galopin.api.OptionException;
import io.galopin.engine.match.Trigger;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Section;
import java.util.Optional;

/** Reads the trigger of a rule or a toxic that is an object. */
public final class TriggerForm {

  /** The key of a trigger. */
  public static final String KEY = "trigger";

  private TriggerForm() {}

  /** Reads the trigger; empty if there was a problem. */
  public static Optional<Trigger> of(Section section, Problems problems) {
    Optional<ConfigValue> value = section.any(KEY);
    if (value.isEmpty()) {
      return Optional.of(Trigger.ALWAYS);
    }
    String what = section.pathOf(KEY);
    return section
        .single(what, value.get())
        .flatMap(
            setting -> {
              try {
                return Optional.of(
                    setting.text().isBlank() ? Trigger.ALWAYS : TriggerText.parse(setting.text()));
              } catch (OptionException wrong) {
                problems.add(what, wrong, setting.place());
                return Optional.empty();
              }
            });
  }
}
