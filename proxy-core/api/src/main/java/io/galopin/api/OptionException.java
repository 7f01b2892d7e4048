package io.galopin.api;

/** A value or a name that an option does not take; the message is a sentence for the user. */
public final class OptionException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** The most characters of a phrase that may list names. */
  private static final int MOST_EXPECTED = 4_000;

  private final String option;

  /**
   * Says what was given and what was expected. What is long is cut, so that the message is a
   * sentence whatever was given; see {@link Excerpt}.
   *
   * @param option the name of the option, as the user knows it
   * @param given what was given
   * @param expected what would have been right
   */
  public OptionException(String option, Object given, String expected) {
    super(
        Excerpt.of(option)
            + ": "
            + Excerpt.of(given)
            + " (expected: "
            + (expected.length() <= MOST_EXPECTED ? expected : expected.substring(0, MOST_EXPECTED))
            + ")");
    this.option = Excerpt.of(option);
  }

  /** The name of the option that was wrong, as the message begins with it. */
  public String option() {
    return option;
  }
}
