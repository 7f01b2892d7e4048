package io.galopin.app.options;

import java.util.List;

/** Options under one heading in the help. */
public record CliGroup(String heading, List<CliOption> options) {

  public CliGroup {
    options = List.copyOf(options);
  }
}
