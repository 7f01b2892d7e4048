package io.galopin.scenario.model;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a stage does to a proxy. Values may change during the stage, see {@link Wave}. */
public sealed interface Act {

  /** Returns the act in words, for people. */
  String text();

  /** Whether its values change during the stage. */
  default boolean changes() {
    return false;
  }

  /** Refuses clients and drops open connections. */
  record Outage() implements Act {
    @Override
    public String text() {
      return "outage";
    }
  }

  /**
   * Gives the proxy the profile of a kind of network connection, in place of the one that it has.
   *
   * @param name as in {@code 3g}
   */
  record Profile(String name) implements Act {
    @Override
    public String text() {
      return "profile " + name;
    }
  }

  /**
   * Lets the proxy come and go.
   *
   * @param refuse whether clients are refused while it is down; otherwise data is dropped then
   * @param timeout when connections are closed whose data is dropped
   * @param stream whose data is dropped: that of one direction, or of both
   */
  record Flap(boolean refuse, Duration up, Duration down, Duration timeout, String stream)
      implements Act {
    @Override
    public String text() {
      return "flap "
          + (refuse ? "refuse" : "timeout")
          + ", up "
          + Times.text(up)
          + ", down "
          + Times.text(down);
    }
  }

  /**
   * Adds a rule in front of the others.
   *
   * @param rule its text, in which <code>{name}</code> stands for a value that changes
   */
  record Rule(String rule, Map<String, Wave> waves) implements Act {
    public Rule {
      waves = Map.copyOf(waves);
    }

    @Override
    public String text() {
      String text = rule;
      for (Map.Entry<String, Wave> wave : waves.entrySet()) {
        text = text.replace("{" + wave.getKey() + "}", "(" + wave.getValue() + ")");
      }
      return "rule " + text;
    }

    @Override
    public boolean changes() {
      return !waves.isEmpty();
    }

    /** Returns the rule as it is after a time. */
    public String at(Duration elapsed, Duration whole) {
      String text = rule;
      for (Map.Entry<String, Wave> wave : waves.entrySet()) {
        text = text.replace("{" + wave.getKey() + "}", wave.getValue().at(elapsed, whole));
      }
      return text;
    }
  }

  /**
   * Adds a toxic behind the others.
   *
   * @param name the name that the user gave it; empty if none
   * @param stream the direction whose bytes it acts on
   * @param toxicity a number or a wave
   * @param attributes texts and waves
   */
  record Toxic(
      String type,
      String name,
      String stream,
      Object toxicity,
      String when,
      String trigger,
      Map<String, Object> attributes)
      implements Act {
    public Toxic {
      attributes = new LinkedHashMap<>(attributes);
    }

    @Override
    public String text() {
      StringBuilder text = new StringBuilder("toxic " + type + " " + stream);
      attributes.forEach((name, value) -> text.append(' ').append(name + "=" + value));
      return toxicity.equals("1") ? text.toString() : text + " toxicity=" + toxicity;
    }

    @Override
    public boolean changes() {
      return toxicity instanceof Wave
          || attributes.values().stream().anyMatch(Wave.class::isInstance);
    }
  }

  /**
   * Sets another mix.
   *
   * @param behaviors by name, each with its weight and options; texts and waves
   */
  record Mix(Map<String, Map<String, Object>> behaviors) implements Act {
    public Mix {
      behaviors = new LinkedHashMap<>(behaviors);
    }

    @Override
    public String text() {
      StringBuilder text = new StringBuilder("behavior");
      behaviors.forEach(
          (name, options) -> {
            text.append(' ').append(options.get("weight")).append("% ").append(name);
            options.forEach(
                (option, value) ->
                    text.append(option.equals("weight") ? "" : " " + option + "=" + value));
          });
      return text.toString();
    }

    @Override
    public boolean changes() {
      return behaviors.values().stream()
          .flatMap(options -> options.values().stream())
          .anyMatch(Wave.class::isInstance);
    }
  }
}
