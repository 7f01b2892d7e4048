package io.galopin.rules.source;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * All problems of a configuration, one sentence each, in the order of files and lines. When it is
 * thrown, nothing has been started.
 */
public final class ConfigProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * One problem.
   *
   * @param what the user's name for the thing: {@code proxies.web.listen}, {@code stream}
   * @param sentence {@code what: given (expected: …)}, without the file
   */
  public record Wrong(String what, String sentence) implements Serializable {}

  private final ArrayList<Wrong> wrong;
  private final ArrayList<String> lines;

  ConfigProblem(List<Wrong> wrong, List<String> lines) {
    super(String.join("\n", lines));
    this.wrong = new ArrayList<>(wrong);
    this.lines = new ArrayList<>(lines);
  }

  /** The problems, in the order of {@link #lines}. */
  public List<Wrong> wrong() {
    return List.copyOf(wrong);
  }

  /** One sentence per problem: {@code what: given (expected: …) in galopin.conf: 12}. */
  public List<String> lines() {
    return List.copyOf(lines);
  }
}
