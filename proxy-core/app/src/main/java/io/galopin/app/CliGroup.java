package io.galopin.app;

import java.util.List;

/**
 * Options that stand together in the help.
 *
 * @param heading what they are about
 */
record CliGroup(String heading, List<CliOption> options) {

  CliGroup {
    options = List.copyOf(options);
  }
}
