package io.galopin.engine.exchange;

import io.galopin.api.Action;
import io.galopin.engine.socket.LastWords;
import java.util.Locale;

/** How a connection ends after a reply that was cut short or lost. */
final class ConnectionEnd {

  private ConnectionEnd() {}

  /** Returns it in words, for the journal. */
  static String text(Action.End end) {
    return end.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Ends the connection; {@code silence} does it if it is to stay open. */
  static void carryOut(Action.End end, Controls controls, Runnable silence) {
    switch (end) {
      case CLOSE -> controls.closeOrderly();
      case RESET -> controls.resetOrderly();
      case SILENCE -> silence.run();
      case UNANNOUNCED -> {
        controls.lastWords(LastWords.NOTHING);
        controls.closeOrderly();
      }
      case HALF_RECORD -> {
        controls.lastWords(LastWords.HALF_RECORD);
        controls.closeOrderly();
      }
      case HALF_RECORD_RESET -> {
        controls.lastWords(LastWords.HALF_RECORD);
        controls.resetOrderly();
      }
      case BAD_RECORD -> {
        controls.lastWords(LastWords.BAD_RECORD);
        controls.closeOrderly();
      }
    }
  }
}
