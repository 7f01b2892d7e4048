package io.galopin.app.voice;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.regex.Pattern;

/**
 * The message of a log line, without control characters: peers and plugins can put some into it,
 * and a line end would look like another line, an escape like a command to the terminal.
 */
public final class InOneLine extends ClassicConverter {

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  @Override
  public String convert(ILoggingEvent event) {
    return CONTROL.matcher(String.valueOf(event.getFormattedMessage())).replaceAll("?");
  }
}
