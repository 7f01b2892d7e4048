package io.galopin.api;

/** A value or a name that an option does not accept. The message is a sentence for the user. */
public final class OptionException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** The most characters of the expected phrase, which may list names. */
  private static final int MOST_EXPECTED = 4_000;

  private final String option;

  /**
   * The message states the given value and the expected one. Long text is cut, so the message stays
   * short; see {@link Excerpt}.
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

  /** Returns the name of the wrong option, with which the message begins. */
  public String option() {
    return option;
  }
}
