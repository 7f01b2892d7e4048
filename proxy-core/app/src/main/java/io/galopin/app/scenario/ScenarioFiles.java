package io.galopin.app.scenario;

import io.galopin.app.console.CommandFailure;
import io.galopin.rules.source.ConfigProblem;
import io.galopin.scenario.Scenario;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Reads the files that the commands name. */
final class ScenarioFiles {

  private ScenarioFiles() {}

  /** Returns the path that was typed. */
  static Path path(String typed) {
    try {
      return Path.of(typed);
    } catch (InvalidPathException isNone) {
      throw CommandFailure.wrong("scenario: " + typed + " (expected: a file)");
    }
  }

  /** Reads all scenarios of a file. */
  static List<Scenario> all(String file) {
    try {
      return Scenario.all(path(file));
    } catch (ConfigProblem wrong) {
      throw CommandFailure.wrong(wrong.getMessage());
    }
  }

  /** Reads the named scenario, or the only one if {@code name} is empty. */
  static Scenario one(String file, String name) {
    List<Scenario> all = all(file);
    List<Scenario> meant =
        all.stream().filter(one -> name.isEmpty() || one.name().equals(name)).toList();
    if (meant.size() != 1) {
      throw CommandFailure.wrong(
          "scenario: "
              + (name.isEmpty() ? "not named" : name)
              + " (expected: one of "
              + String.join(", ", all.stream().map(Scenario::name).toList())
              + ")");
    }
    return meant.get(0);
  }
}
