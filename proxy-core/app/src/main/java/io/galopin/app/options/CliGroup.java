package io.galopin.app.options;

import java.util.List;

/**
 * Options that stand together in the help.
 *
 * @param heading what they are about
 */
public record CliGroup(String heading, List<CliOption> options) {

  public CliGroup {
    options = List.copyOf(options);
  }
}
