package io.galopin.engine.trouble;

/** Why the platform did not do something, in words for users. */
public final class Reasons {

  private Reasons() {}

  /**
   * {@code Connection refused}, out of messages that name system calls, error numbers and addresses
   * as well.
   */
  public static String of(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return (root.getMessage() == null ? root.toString() : root.getMessage())
        .replaceFirst("^.*error\\(-?[0-9]+\\): ", "")
        .replaceFirst(": [^ ]*/.*$", "");
  }
}
