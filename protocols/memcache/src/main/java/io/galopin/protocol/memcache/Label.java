package io.galopin.protocol.memcache;

/** What is shown of a text: one line, short, without characters that a terminal would act on. */
final class Label {

  private static final int MOST_CHARACTERS = 200;

  private Label() {}

  static String of(String text) {
    StringBuilder shown = new StringBuilder(Math.min(text.length(), MOST_CHARACTERS) + 1);
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      String as =
          character >= ' ' && character < 0x7F
              ? String.valueOf(character)
              : "\\u%04x".formatted((int) character);
      if (shown.length() + as.length() > MOST_CHARACTERS) {
        return shown.append('…').toString();
      }
      shown.append(as);
    }
    return shown.toString();
  }
}
