package io.galopin.engine;

/** Why the platform did not do something, in words for a person. */
final class Reasons {

  private Reasons() {}

  /**
   * {@code Connection refused}, out of messages that name system calls, error numbers and addresses
   * as well.
   */
  static String of(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return (root.getMessage() == null ? root.toString() : root.getMessage())
        .replaceFirst("^.*error\\(-?[0-9]+\\): ", "")
        .replaceFirst(": [^ ]*/.*$", "");
  }
}
