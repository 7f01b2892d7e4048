package io.galopin.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import io.galopin.app.console.CommandFailure;
import io.galopin.app.console.Console;
import io.galopin.config.LogLevel;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of this process: one line per event, to standard error or into a file. Set up in code,
 * because reading an XML file for it would take longer than the rest of the start.
 */
final class Logging {

  /** Libraries that say more at their levels than a user of ours wants to read. */
  private static final List<String> CHATTY = List.of("io.netty", "io.vertx", "org.pf4j");

  private static final String LINE = "%d{HH:mm:ss.SSS} %-5level %msg%thrown{short}";
  private static final String COLORED_LINE =
      "%gray(%d{HH:mm:ss.SSS}) %highlight(%-5level) %msg%thrown{short}";
  private static final String FILE_LINE = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %msg%thrown";

  private Logging() {}

  /**
   * Sends the log where it is to go from now on.
   *
   * @param file appended to; empty for standard error
   * @throws CommandFailure if the file cannot be written
   */
  static void start(LogLevel level, Optional<Path> file, Console console) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    OutputStreamAppender<ILoggingEvent> appender =
        file.map(path -> toFile(context, path)).orElseGet(() -> toStream(context, console));
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(level.name()));
    root.addAppender(appender);
    Logger log = LoggerFactory.getLogger(Logging.class);
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, thrown) -> log.error("the thread {} has ended", thread.getName(), thrown));
    for (String name : CHATTY) {
      context
          .getLogger(name)
          .setLevel(level.compareTo(LogLevel.INFO) < 0 ? Level.INFO : Level.WARN);
    }
  }

  private static OutputStreamAppender<ILoggingEvent> toStream(
      LoggerContext context, Console console) {
    PrintStream err = console.err();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setEncoder(
        encoder(
            context,
            console.errStyle().color() ? COLORED_LINE : LINE,
            console.errStyle().unicode() ? StandardCharsets.UTF_8 : Charset.defaultCharset()));
    appender.setOutputStream(err);
    appender.start();
    return appender;
  }

  private static OutputStreamAppender<ILoggingEvent> toFile(LoggerContext context, Path file) {
    FileAppender<ILoggingEvent> appender = new FileAppender<>();
    appender.setContext(context);
    appender.setFile(file.toString());
    appender.setEncoder(encoder(context, FILE_LINE, StandardCharsets.UTF_8));
    // Logback would make the folder, and with it whatever a slip of the finger named.
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && Files.isDirectory(folder)) {
      appender.start();
    }
    if (!appender.isStarted()) {
      throw CommandFailure.wrong(
          RunOptions.LOG_OUTPUT.name() + ": " + file + " (expected: a file that can be written)");
    }
    return appender;
  }

  private static LayoutWrappingEncoder<ILoggingEvent> encoder(
      LoggerContext context, String pattern, Charset charset) {
    PatternLayout layout = new PatternLayout();
    layout.setContext(context);
    layout.getInstanceConverterMap().put("thrown", ThrownOnce::new);
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
