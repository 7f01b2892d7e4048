package io.galopin.config;

import java.util.List;

/**
 * What is wrong with a configuration: all of it, a sentence for the user each, in the order of
 * files and lines. Nothing has been started when it is thrown.
 */
public final class ConfigProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final List<String> lines;

  ConfigProblem(List<String> lines) {
    super(String.join("\n", lines));
    this.lines = List.copyOf(lines);
  }

  /** One sentence per problem: {@code what: given (expected: …) in galopin.conf: 12}. */
  public List<String> lines() {
    return lines;
  }
}
