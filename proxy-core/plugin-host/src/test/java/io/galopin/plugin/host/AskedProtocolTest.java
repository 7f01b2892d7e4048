package io.galopin.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.galopin.api.Options;
import io.galopin.api.Protocol;
import io.galopin.api.ProtocolFactory;
import io.galopin.testkit.ThirdPartyJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Protocols of JARs whose single answers throw, have no end, or never come. */
class AskedProtocolTest {

  @TempDir private Path folder;

  private static final String SOUND = "return java.util.List.of(\"turns a into b\");";

  /** Calls {@code create()} of a protocol with these methods. */
  private Protocol create(String edits, String readBytes) {
    return create(folder, edits, readBytes);
  }

  private static Protocol create(Path folder, String edits, String readBytes) {
    new ThirdPartyJar("a")
        .source(
            "third.party.A",
            """
            package third.party;
            import io.galopin.api.*;
            @org.pf4j.Extension
            public class A implements ProtocolFactory {
              @Override public String name() { return "a"; }
              @Override public String description() { return "does nothing"; }
              @Override public Protocol create(Options options) {
                return new Protocol() {
                  @Override public Session open(Pairing pairing) { return null; }
                  @Override public java.util.List<String> edits() { %s }
                  @Override public int readBytes() { %s }
                };
              }
            }
            """
                .formatted(edits, readBytes))
        .source(Deeds.CLASS, Deeds.SOURCE)
        .writeTo(folder.resolve("a.jar"));
    try (PluginHost host =
        PluginHost.open(
            Optional.of(folder),
            AskedProtocolTest.class.getClassLoader(),
            TimeLimit.of(Duration.ofSeconds(3)))) {
      assertThat(host.problems()).isEmpty();
      ProtocolFactory factory =
          host.factories().stream()
              .filter(ProtocolFactory.class::isInstance)
              .map(ProtocolFactory.class::cast)
              .filter(each -> each.name().equals("a"))
              .findFirst()
              .orElseThrow();
      return factory.create(Options.defaults(List.of()));
    }
  }

  @Test
  void answersOnce() {
    Protocol sound = create(SOUND, "return 7;");
    assertThat(sound.edits()).containsExactly("turns a into b");
    assertThat(sound.readBytes()).isEqualTo(7);
    assertThat(sound.optional()).isFalse();
    assertThat(sound.acceptsInsertion()).isTrue();
  }

  @Test
  void anAnswerThatNeverComesIsToldWithItsPlace() throws IOException {
    String forever = "throw Deeds." + Deeds.FOREVER + "();";
    Path one = Files.createDirectory(folder.resolve("one"));
    Path other = Files.createDirectory(folder.resolve("other"));
    // Both at once, because each is waited for until its time is over.
    CompletableFuture<Throwable> edits =
        CompletableFuture.supplyAsync(
            () -> catchThrowable(() -> create(one, forever, "return 0;")));
    Throwable readBytes = catchThrowable(() -> create(other, SOUND, forever));
    assertThat(edits.join())
        .isInstanceOf(RejectedException.class)
        .hasMessageContaining("a.jar: create() not done after 3.0 s")
        .hasMessageContaining("edits");
    assertThat(readBytes).isInstanceOf(RejectedException.class).hasMessageContaining("readBytes");
  }

  @Test
  void aListWithoutEndEnds() {
    Protocol endless =
        create(
            """
            return new java.util.AbstractList<String>() {
              @Override public String get(int at) { return "x"; }
              @Override public int size() { return Integer.MAX_VALUE; }
            };
            """,
            "return 0;");
    assertThatThrownBy(endless::edits).hasMessageContaining("edits() has no end");
  }

  @Test
  void whatWasThrownIsThrownToWhoAsks() {
    Protocol broken =
        create("throw Deeds.linkage();", "Thread.currentThread().interrupt(); return 1;");
    assertThatThrownBy(broken::edits).isInstanceOf(NoClassDefFoundError.class);
    assertThat(broken.readBytes()).isOne();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }
}
