package io.galopin.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.app.run.Ready;
import io.galopin.testkit.ThirdPartyJar;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replaces JARs of plugins while they are in use. */
class PluginReloadTest {

  private static final String LOADER = "galopin.test.loader.";

  @TempDir private Path folder;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch mayAnswer = new CountDownLatch(1);
  private OkServer backend;
  private Path plugins;
  private int mostOfSize = 10;

  @BeforeEach
  void start() throws IOException {
    plugins = Files.createDirectory(folder.resolve("plugins"));
    backend =
        new OkServer(
            path -> {
              if (path.equals("/wait")) {
                asked.countDown();
                await(mayAnswer);
              }
            });
  }

  @AfterEach
  void stop() {
    mayAnswer.countDown();
    backend.close();
    System.getProperties().keySet().removeIf(key -> String.valueOf(key).startsWith(LOADER));
  }

  @Test
  void newExchangesMeetTheNewVersion() throws IOException {
    fault("1.0.0", "onBeforeHandle", "Decision.fail(Failure.ERROR)");

    run(
        "rules = [\"r: when http.path=/ fault\"]",
        ready -> {
          try (Wire wire = Wire.to(ready.proxies().get(0))) {
            assertThat(wire.status("/")).isGreaterThanOrEqualTo(500);
            fault("1.1.0", "onBeforeHandle", "Decision.pass()");

            JsonNode reply = reload(ready);

            assertThat(reply.at("/changed/0/text").asText())
                .isEqualTo("fault.jar: version 1.1.0 in place of 1.0.0");
            assertThat(reply.path("former")).isEmpty();
            assertThat(reply.path("problems")).isEmpty();
            assertThat(wire.status("/")).isEqualTo(200);
            JsonNode entries = call(ready, "GET", "/journal").path("entries");
            assertThat(entries.path(0).path("plugin").asText()).isEqualTo("fault");
            assertThat(entries.path(1).path("origin").asText()).isEqualTo("plugins");
            assertThat(entries.path(1).path("decision").asText())
                .isEqualTo("behavior \"fault\": version 1.1.0 of fault.jar");
            assertThat(
                    call(ready, "GET", "/proxies/web/rules")
                        .at("/rules/0/counters/matched")
                        .asInt())
                .isEqualTo(2);
            assertThat(call(ready, "GET", "/plugins").at("/files/0/version").asText())
                .isEqualTo("1.1.0");
          }
          assertThat(isGone("1.0.0")).isTrue();
        });
  }

  private static long pluginThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("galopin-plugin"))
        .count();
  }

  /** The copies of JARs that this process has open. Their folder has no others. */
  private static long copies() {
    Set<Path> open = new HashSet<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      for (Path each : descriptors.toList()) {
        if (Files.isSymbolicLink(each)) {
          Path target = Files.readSymbolicLink(each);
          if (target.toString().matches(".*/galopin-plugins-[^/]*/\\d+\\.jar.*")) {
            open.add(target);
          }
        }
      }
      long files = 0;
      for (Path folder : open.stream().map(Path::getParent).collect(Collectors.toSet())) {
        try (Stream<Path> inside = Files.list(folder)) {
          files += inside.filter(file -> file.toString().endsWith(".jar")).count();
        }
      }
      return Math.max(files, open.size());
    } catch (IOException gone) {
      // A descriptor was closed meanwhile; the next look tells.
      return Long.MAX_VALUE;
    }
  }

  private void reloadsLeaveNothingBehind(int times) throws IOException {
    fault("1.0.0", "onBeforeHandle", "Decision.fail(Failure.ERROR)");
    run(
        "rules = [\"r: when http.path=/ fault\"]",
        ready -> {
          long threads = pluginThreads();
          try (Wire wire = Wire.to(ready.proxies().get(0))) {
            for (int i = 1; i <= times; i++) {
              fault("1." + i + ".0", "onBeforeHandle", "Decision.fail(Failure.ERROR)");
              assertThat(reload(ready).path("changed")).hasSize(1);
              assertThat(wire.status("/")).isGreaterThanOrEqualTo(500);
              // Otherwise the backend closes a connection that is idle for half a minute.
              assertThat(wire.status("/passes")).isEqualTo(200);
            }
          }
          for (int i = 0; i < times; i++) {
            assertThat(isGone("1." + i + ".0")).isTrue();
          }
          until(() -> call(ready, "POST", "/plugins/reload").path("former").isEmpty());
          until(() -> pluginThreads() <= threads);
          if (Files.isDirectory(Path.of("/proc/self/fd"))) {
            until(() -> copies() == 1);
          }
        });
  }

  @Test
  void reloadsLeaveNothingBehind() throws IOException {
    reloadsLeaveNothingBehind(4);
  }

  @Test
  @Tag("thorough")
  void aHundredReloadsLeaveNothingBehind() throws IOException {
    reloadsLeaveNothingBehind(100);
  }

  @Test
  void anExchangeUnderWayEndsWithTheOldVersion() throws IOException {
    fault("1.0.0", "onAfterHandle", "new Later().now()");

    run(
        "behaviors { fault = 100 }",
        ready -> {
          try (Wire wire = Wire.to(ready.proxies().get(0))) {
            wire.send("/wait");
            await(asked);
            fault("1.1.0", "onAfterHandle", "Decision.pass()");

            assertThat(reload(ready).at("/former/0/version").asText()).isEqualTo("1.0.0");
            assertThat(loader("1.0.0").get()).isNotNull();
            mayAnswer.countDown();

            // With a class of the old version that it had not needed before.
            assertThat(wire.status()).isGreaterThanOrEqualTo(500);
            until(() -> call(ready, "GET", "/plugins").path("former").isEmpty());
            assertThat(wire.status("/")).isEqualTo(200);
            assertThat(isGone("1.0.0")).isTrue();
          }
        });
  }

  @Test
  void aBrokenVersionLeavesTheOldOneInPlace() throws IOException {
    fault("1.0.0", "onBeforeHandle", "Decision.fail(Failure.ERROR)");

    run(
        "behaviors { fault = 100 }",
        ready -> {
          Files.writeString(plugins.resolve("fault.jar"), "half a JAR");

          JsonNode reply = reload(ready);

          assertThat(reply.path("changed")).isEmpty();
          assertThat(reply.at("/problems/0/where").asText()).endsWith("fault.jar");
          assertThat(reply.at("/problems/0/reason").asText())
              .isEqualTo(
                  "not readable as a JAR: zip END header not found; version 1.0.0 stays in use");
          try (Wire wire = Wire.to(ready.proxies().get(0))) {
            assertThat(wire.status("/")).isGreaterThanOrEqualTo(500);
          }
        });
  }

  @Test
  void whatIsInUseStaysUntilItIsNotInUse() throws IOException {
    fault("1.0.0", "onBeforeHandle", "Decision.fail(Failure.ERROR)");

    run(
        "behaviors { fault = 100 }",
        ready -> {
          Files.delete(plugins.resolve("fault.jar"));

          assertThat(reload(ready).at("/problems/0/reason").asText())
              .isEqualTo(
                  "was removed, but proxy web: needs behavior fault, which there would be no more;"
                      + " version 1.0.0 stays in use");
          RunHere.ask(ready, "POST", "/proxies/web", "{\"behaviors\": {}}");
          JsonNode reply = reload(ready);

          assertThat(reply.at("/changed/0/text").asText())
              .isEqualTo("fault.jar: version 1.0.0 unloaded");
          assertThat(reply.path("problems")).isEmpty();
          assertThat(call(ready, "GET", "/plugins").toString()).doesNotContain("\"fault\"");
          assertThat(isGone("1.0.0")).isTrue();
        });
  }

  @Test
  void optionsThatANewVersionDoesNotTakeKeepTheOldOne() throws IOException {
    fault("1.0.0", "onBeforeHandle", "Decision.fail(Failure.ERROR)");

    run(
        "rules = [\"fault size=9\"]",
        ready -> {
          mostOfSize = 5;
          fault("1.1.0", "onBeforeHandle", "Decision.pass()");

          assertThat(reload(ready).at("/problems/0/reason").asText())
              .contains("proxy web:", "size", "9", "1 to 5")
              .endsWith("; version 1.0.0 stays in use");
          try (Wire wire = Wire.to(ready.proxies().get(0))) {
            assertThat(wire.status("/")).isGreaterThanOrEqualTo(500);
          }
        });
  }

  @Test
  void aProtocolsOldVersionStaysUntilItsConnectionsHaveEnded() throws IOException {
    lines("1.0.0");

    run(
        "behaviors { error = 100 }",
        ready -> {
          try (Wire first = Wire.to(ready.proxies().get(0))) {
            assertThat(first.line("a")).isEqualTo("ERROR 1.0.0");
            lines("1.1.0");

            assertThat(reload(ready).at("/former/0/version").asText()).isEqualTo("1.0.0");
            try (Wire second = Wire.to(ready.proxies().get(0))) {
              assertThat(second.line("b")).isEqualTo("ERROR 1.1.0");
              assertThat(first.line("c")).isEqualTo("ERROR 1.0.0");
            }
          }
          until(() -> call(ready, "GET", "/plugins").path("former").isEmpty());
          assertThat(isGone("1.0.0")).isTrue();
        },
        "lines");
  }

  @Test
  void aToxicIsReplacedOnOpenConnectionsAndLosesNoByte() throws IOException {
    toxic("1.0.0", "Move.waitUntil(place.now() + 3_600_000_000_000L)");

    run(
        "toxics { slow { type = sticky, stream = downstream } }",
        ready -> {
          try (Wire wire = Wire.to(ready.proxies().get(0))) {
            wire.send("/");
            until(() -> call(ready, "GET", "/proxies/web").at("/toxics").size() == 1);
            toxic("1.1.0", "Move.passAll()");

            assertThat(reload(ready).path("problems")).isEmpty();

            assertThat(wire.status()).isEqualTo(200);
            until(() -> call(ready, "GET", "/plugins").path("former").isEmpty());
            assertThat(isGone("1.0.0")).isTrue();
          }
        });
  }

  @Test
  void aHangGoesOn() throws IOException {
    fault("1.0.0", "onBeforeHandle", "Decision.hang()");

    run(
        "behaviors { fault = 100 }",
        ready -> {
          try (Wire hung = Wire.to(ready.proxies().get(0))) {
            hung.send("/");
            until(() -> call(ready, "GET", "/journal").at("/entries").size() > 0);
            fault("1.1.0", "onBeforeHandle", "Decision.pass()");

            assertThat(reload(ready).at("/former/0/version").asText()).isEqualTo("1.0.0");
            try (Wire other = Wire.to(ready.proxies().get(0))) {
              assertThat(other.status("/")).isEqualTo(200);
            }
            hung.socket().setSoTimeout(200);
            assertThatThrownBy(() -> hung.socket().getInputStream().read())
                .isInstanceOf(SocketTimeoutException.class);
          }
          until(() -> call(ready, "GET", "/plugins").path("former").isEmpty());
        });
  }

  @Test
  void theCommandsSayWhatHasChangedAndWhatThereIs() throws IOException {
    fault("1.0.0", "onBeforeHandle", "Decision.fail(Failure.ERROR)");

    run(
        "behaviors { fault = 100 }",
        ready -> {
          String host = "http:/" + ready.control().orElseThrow();
          assertThat(Ran.galopin("plugins", "reload", "--host", host).out())
              .isEqualTo("nothing differs\n");
          fault("1.1.0", "onBeforeHandle", "Decision.pass()");
          assertThat(Ran.galopin("plugins", "reload", "--host", host).out())
              .isEqualTo("fault.jar: version 1.1.0 in place of 1.0.0\n");
          assertThat(Ran.galopin("plugins", "list", "--host", host).out())
              .isEqualTo("fault.jar\t1.1.0\tloaded\tbehavior fault\n");
          Files.writeString(plugins.resolve("fault.jar"), "");
          Ran broken = Ran.galopin("plugins", "reload", "--host", host);
          assertThat(broken.exitCode()).isEqualTo(1);
          assertThat(broken.err()).contains("fault.jar: not readable as a JAR: zip file is empty");
        });
  }

  @Test
  void aChangeInTheFolderIsSeenByItself() throws IOException {
    fault("1.0.0", "onBeforeHandle", "Decision.fail(Failure.ERROR)");

    run(
        "behaviors { fault = 100 }",
        ready -> {
          fault("1.1.0", "onBeforeHandle", "Decision.pass()");

          until(
              () -> call(ready, "GET", "/plugins").at("/files/0/version").asText().equals("1.1.0"));
        },
        "http",
        "--watch");
  }

  /** Builds a version of a JAR with one behavior, in place of the one before. */
  private void fault(String version, String hook, String decision) {
    new ThirdPartyJar("fault")
        .manifest("Plugin-Version", version)
        .source(
            "third.party.Later",
            """
            package third.party;
            import io.galopin.api.*;
            class Later {
              Decision now() { return Decision.fail(Failure.ERROR); }
            }
            """)
        .source(
            "third.party.Fault",
            """
            package third.party;
            import io.galopin.api.*;
            import java.util.List;
            import org.pf4j.Extension;
            @Extension
            public class Fault implements BehaviorFactory {
              public Fault() {
                System.getProperties().put(
                    "%s%s", new java.lang.ref.WeakReference<>(Fault.class.getClassLoader()));
              }
              @Override public String name() { return "fault"; }
              @Override public String description() { return "fails or not"; }
              @Override public List<Option<?>> options() {
                return List.of(Option.integer("size", 1, %d, "a number").orElse(1L));
              }
              @Override public Behavior create(Options options) {
                return new Behavior() {
                  @Override public Decision %s(Exchange exchange) { return %s; }
                };
              }
            }
            """
                .formatted(LOADER, version, mostOfSize, hook, decision))
        .writeTo(plugins.resolve("fault.jar"));
  }

  /** Builds a version of a toxic that answers every question with one move. */
  private void toxic(String version, String move) {
    new ThirdPartyJar("sticky")
        .manifest("Plugin-Version", version)
        .source(
            "third.party.Sticky",
            """
            package third.party;
            import io.galopin.api.*;
            import org.pf4j.Extension;
            @Extension
            public class Sticky implements ToxicFactory {
              public Sticky() {
                System.getProperties().put(
                    "%s%s", new java.lang.ref.WeakReference<>(Sticky.class.getClassLoader()));
              }
              @Override public String name() { return "sticky"; }
              @Override public String description() { return "holds bytes or not"; }
              @Override public Toxic create(Options options) {
                return (place, before) -> (length, arrived) -> %s;
              }
            }
            """
                .formatted(LOADER, version, move))
        .writeTo(plugins.resolve("sticky.jar"));
  }

  /** Builds a version of a protocol of lines, whose failures name it. */
  private void lines(String version) {
    new ThirdPartyJar("lines")
        .manifest("Plugin-Version", version)
        .source(
            "third.party.Lines",
            """
            package third.party;
            import io.galopin.api.*;
            import io.netty.buffer.*;
            import org.pf4j.Extension;
            @Extension
            public class Lines implements ProtocolFactory {
              public Lines() {
                System.getProperties().put(
                    "%1$s%2$s", new java.lang.ref.WeakReference<>(Lines.class.getClassLoader()));
              }
              @Override public String name() { return "lines"; }
              @Override public String description() { return "lines"; }
              @Override public Protocol create(Options options) { return OfConnection::new; }
              private record OfConnection(Pairing pairing) implements Session {
                @Override public Cut cutRequest(ByteBuf in) {
                  int length = in.bytesBefore((byte) '\\n') + 1;
                  return length > 0 ? Cut.request(length, true, () -> "line") : Cut.more();
                }
                @Override public Cut cutReply(ByteBuf in) {
                  return Cut.pass(in.readableBytes());
                }
                @Override public Rendering render(
                    Failure failure, Exchange exchange, ByteBufAllocator allocator) {
                  return Rendering.reply(
                      ByteBufUtil.writeAscii(allocator, "ERROR %2$s\\n"), "ERROR");
                }
              }
            }
            """
                .formatted(LOADER, version))
        .writeTo(plugins.resolve("lines.jar"));
  }

  private void run(String faults, RunHere.Story story) throws IOException {
    run(faults, story, "http");
  }

  private void run(String faults, RunHere.Story story, String protocol, String... more)
      throws IOException {
    String besides =
        """
        plugins = "%s"
        proxies.web { listen = "127.0.0.1:0", upstream = "%s", protocol = %s, %s }
        """
            .formatted(plugins, backend.address(), protocol, faults);
    RunHere.with(RunHere.config(folder, besides), story, more);
  }

  private static JsonNode reload(Ready ready) {
    return call(ready, "POST", "/plugins/reload");
  }

  private static JsonNode call(Ready ready, String method, String path) {
    return RunHere.ask(ready, method, path, "");
  }

  @SuppressWarnings("unchecked")
  private static WeakReference<ClassLoader> loader(String version) {
    return (WeakReference<ClassLoader>) System.getProperties().get(LOADER + version);
  }

  /** Whether the classes of a version can be collected. */
  private static boolean isGone(String version) {
    until(
        () -> {
          System.gc();
          return loader(version).refersTo(null);
        });
    return true;
  }

  private static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("not after 30 s");
      }
      Thread.onSpinWait();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
