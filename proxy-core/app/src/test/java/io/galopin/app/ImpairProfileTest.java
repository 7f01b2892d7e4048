package io.galopin.app;

import static io.galopin.app.ClientEndToEndTest.out;
import static io.galopin.app.ClientEndToEndTest.withServer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.app.console.Command;
import io.galopin.control.ProfileJson;
import io.galopin.rules.profile.Line;
import io.galopin.rules.profile.Profile;
import io.galopin.rules.profile.Profiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ImpairProfileTest {

  private static void withWeb(Consumer<Function<String, Ran>> scene) {
    withServer(
        galopin -> {
          out(galopin.apply("create web -l 127.0.0.1:0 -u 127.0.0.1:1"));
          scene.accept(galopin);
        });
  }

  @Test
  void aProfileIsSetReplacedShownAndCleared() {
    withWeb(
        galopin -> {
          assertThat(out(galopin.apply("impair profile 3g --by ann@laptop")))
              .isEqualTo("web: profile 3g");
          assertThat(out(galopin.apply("impair profile 3g --by ann@laptop")))
              .isEqualTo("web: updated: profile 3g");
          assertThat(out(galopin.apply("impair profile dsl --by bob --for 1h")))
              .matches("web: updated: profile dsl; ends in (1 h|59 min.*)");
          assertThat(out(galopin.apply("inspect web")).lines())
              .hasSize(6)
              .allMatch(line -> line.startsWith("impair-profile-"));
          out(galopin.apply("impair latency 5"));
          List<String> status = out(galopin.apply("status")).lines().toList();
          assertThat(status).hasSize(2);
          assertThat(status.get(0)).matches("web\tenabled\tprofile dsl\t\\d+ m?s\t.*\tbob");
          assertThat(status.get(1)).startsWith("web\tenabled\tlatency upstream");
          assertThat(out(galopin.apply("impair clear profile"))).isEqualTo("web: cleared profile");
          assertThat(out(galopin.apply("impair clear profile"))).isEqualTo("web: nothing to clear");
          assertThat(out(galopin.apply("inspect web"))).startsWith("impair-latency-up");
          out(galopin.apply("impair profile satellite"));
          assertThat(out(galopin.apply("impair clear"))).isEqualTo("web: cleared latency, profile");
          assertThat(out(galopin.apply("status"))).isEqualTo("web\tenabled");
        });
  }

  @Test
  void aProfileEndsByItself() {
    withWeb(
        galopin -> {
          out(galopin.apply("impair profile edge --for 200"));
          await()
              .atMost(Duration.ofMinutes(1))
              .untilAsserted(
                  () -> assertThat(out(galopin.apply("status"))).isEqualTo("web\tenabled"));
          assertThat(out(galopin.apply("journal")).lines().filter(line -> line.contains("\tend\t")))
              .hasSize(1);
        });
  }

  @Test
  void anUnknownNameIsRefusedWithTheNearest() {
    withWeb(
        galopin -> {
          for (String name : List.of("3q", "../x", "impair-profile-3g")) {
            Ran ran = galopin.apply("impair profile " + name);
            assertThat(ran.exitCode()).as(name).isEqualTo(Command.WRONG);
            assertThat(ran.err())
                .contains("NAME: " + name + " (expected: ")
                .contains("one of 3g, ");
          }
          assertThat(galopin.apply("impair profile 3q").err()).contains("(expected: 3g? one of");
          assertThat(out(galopin.apply("status"))).isEqualTo("web\tenabled");
        });
  }

  @Test
  void profilesAreListedWithTheirSources() {
    withServer(
        galopin ->
            assertThat(out(galopin.apply("impair profiles")).lines())
                .hasSize(Profiles.builtIn().all().size())
                .contains(
                    "cable\t1 Mbit/s, 14 ms (p99 40 ms)\t5 Mbit/s, 14 ms (p99 40 ms)\tWebPageTest,"
                        + " connectivity Cable: 5/1 Mbit/s, round trip 28 ms"));
  }

  @Test
  void theTableInTheDocumentationHasTheFiguresOfTheData() throws IOException {
    List<String> rows =
        Profiles.builtIn().all().stream()
            .map(
                profile ->
                    "| `%s` | %s | %s | %s | %s |"
                        .formatted(
                            profile.name(),
                            profile.description(),
                            line(profile.up()),
                            line(profile.down()),
                            profile.source()))
            .toList();

    assertThat(Files.readAllLines(Path.of("../../docs/staging.md"))).containsSubsequence(rows);
  }

  private static String line(Line line) {
    return line.bandwidth()
        + ", "
        + Line.text(line.p50())
        + " (p99 "
        + Line.text(line.p99())
        + ")"
        + (line.loss() > 0 ? ", loss " + line.percentage() : "");
  }

  @Test
  void theApiShowsEachProfileOnce() {
    JsonNode all = ProfileJson.all(Profiles.builtIn()).path("profiles");

    assertThat(all)
        .extracting(profile -> profile.path("name").asText())
        .containsExactlyElementsOf(
            Profiles.builtIn().all().stream().map(Profile::name).sorted().toList());
  }
}
