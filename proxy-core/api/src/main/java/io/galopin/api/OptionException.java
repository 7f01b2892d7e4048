package io.galopin.api;

/** A value or a name that an option does not take; the message is a sentence for the user. */
public final class OptionException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String option;

  /**
   * Says what was given and what was expected.
   *
   * @param option the name of the option, as the user knows it
   * @param given what was given
   * @param expected what would have been right
   */
  public OptionException(String option, Object given, String expected) {
    super(option + ": " + given + " (expected: " + expected + ")");
    this.option = option;
  }

  /** The name of the option that was wrong. */
  public String option() {
    return option;
  }
}
