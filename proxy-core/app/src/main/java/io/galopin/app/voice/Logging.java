package io.galopin.app.voice;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import io.galopin.app.console.CommandFailure;
import io.galopin.app.console.Console;
import io.galopin.app.options.RunOptions;
import io.galopin.config.settings.LogLevel;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of this process: one line per event, to standard error or to a file. It is set up in
 * code, because reading an XML file would take longer than the rest of the start.
 */
public final class Logging {

  /** Libraries that log more than our users want to read. */
  private static final List<String> CHATTY = List.of("io.netty", "io.vertx", "org.pf4j");

  private static final String LINE = "%d{HH:mm:ss.SSS} %-5level %said%thrown{short}";
  private static final String COLORED_LINE =
      "%gray(%d{HH:mm:ss.SSS}) %highlight(%-5level) %said%thrown{short}";
  private static final String FILE_LINE = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %said%thrown";

  private Logging() {}

  /**
   * Starts the log.
   *
   * @param file the file to append to; empty for standard error
   * @return the queue of its lines, which others may use too; to be closed at the end
   * @throws CommandFailure if the file cannot be written
   */
  public static Lines start(LogLevel level, Optional<Path> file, Console console) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    Lines lines = file.map(Logging::toFile).orElseGet(() -> toStream(console));
    QueuedLog appender =
        new QueuedLog(lines, encoder(context, pattern(file, console), charset(file, console)));
    appender.setContext(context);
    appender.start();
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(level.name()));
    root.addAppender(appender);
    Logger log = LoggerFactory.getLogger(Logging.class);
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, thrown) -> log.error("thread {} has ended", thread.getName(), thrown));
    for (String name : CHATTY) {
      context
          .getLogger(name)
          .setLevel(level.compareTo(LogLevel.INFO) < 0 ? Level.INFO : Level.WARN);
    }
    return lines;
  }

  /**
   * Formats an event on the thread that logs it. Another thread writes the line, so a slow stream
   * blocks nobody.
   */
  private static final class QueuedLog extends UnsynchronizedAppenderBase<ILoggingEvent> {

    private final Lines lines;
    private final LayoutWrappingEncoder<ILoggingEvent> encoder;

    QueuedLog(Lines lines, LayoutWrappingEncoder<ILoggingEvent> encoder) {
      this.lines = lines;
      this.encoder = encoder;
    }

    @Override
    protected void append(ILoggingEvent event) {
      lines.add(encoder.encode(event));
    }
  }

  private static String pattern(Optional<Path> file, Console console) {
    return file.isPresent() ? FILE_LINE : console.errStyle().color() ? COLORED_LINE : LINE;
  }

  private static Charset charset(Optional<Path> file, Console console) {
    return file.isPresent() || console.errStyle().unicode()
        ? StandardCharsets.UTF_8
        : Charset.defaultCharset();
  }

  /** A queue of lines for standard error. */
  static Lines toStream(Console console) {
    return new Lines(console.err(), charset(Optional.empty(), console));
  }

  private static Lines toFile(Path file) {
    try {
      return new Lines(new FileOutputStream(file.toFile(), true), StandardCharsets.UTF_8);
    } catch (IOException cannot) {
      throw CommandFailure.wrong(
          RunOptions.LOG_OUTPUT.name() + ": " + file + " (expected: a file that can be written)");
    }
  }

  private static LayoutWrappingEncoder<ILoggingEvent> encoder(
      LoggerContext context, String pattern, Charset charset) {
    PatternLayout layout = new PatternLayout();
    layout.setContext(context);
    layout.getInstanceConverterMap().put("thrown", ThrownOnce::new);
    layout.getInstanceConverterMap().put("said", InOneLine::new);
    layout.setPattern(pattern);
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setLayout(layout);
    encoder.setCharset(charset);
    encoder.start();
    return encoder;
  }
}
