package io.galopin.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A JDK older than 23 if this one is not, and the reverse. From version 23 on, annotation
 * processors run only on request. The variable {@code GALOPIN_OTHER_JDK} names it; otherwise it is
 * searched next to the present one.
 */
final class OtherJdk {

  static final String VARIABLE = "GALOPIN_OTHER_JDK";

  private static final int OLDEST = 17;
  private static final int NO_PROCESSORS = 23;
  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

  private OtherJdk() {}

  static Optional<Path> find() {
    String named = System.getenv(VARIABLE);
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    Path present = Path.of(System.getProperty("java.home"));
    try (Stream<Path> beside = Files.list(present.toRealPath().getParent())) {
      return beside
          .filter(jdk -> Files.isExecutable(jdk.resolve("bin/javac")))
          .filter(jdk -> version(jdk) >= OLDEST && isNew(jdk) != isNew(present))
          .max(Comparator.comparingInt(OtherJdk::version));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static boolean isNew(Path jdk) {
    return version(jdk) >= NO_PROCESSORS;
  }

  private static int version(Path jdk) {
    try {
      Matcher version = VERSION.matcher(Files.readString(jdk.resolve("release")));
      return version.find() ? Integer.parseInt(version.group(1)) : 0;
    } catch (IOException unknown) {
      return 0;
    }
  }
}
