package io.galopin.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.Engine;
import io.galopin.engine.EngineSettings;
import io.galopin.engine.Proxy;
import io.galopin.engine.journal.Event;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.live.Impairment.Subject;
import io.galopin.rules.profile.Profile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SetProfileTest {

  private static final Stay FOR_TEN = new Stay(Optional.of(Duration.ofSeconds(10)), "ann@laptop");

  private final VirtualTime time = new VirtualTime();
  private final Engine engine = new Engine(EngineSettings.withSeed(1));
  private final Live live = new Live(engine, Bound.NONE, Optional.empty(), time);
  private final Proxy web =
      live.turns().inTurn(List.of("web"), () -> live.create("web", () -> TestPlugins.spec("web")));

  @AfterEach
  void close() {
    live.close();
    engine.close();
  }

  private void inTurn(Runnable change) {
    live.turns()
        .inTurn(
            List.of("web"),
            () -> {
              change.run();
              return true;
            });
  }

  private void add(String name) {
    inTurn(() -> live.toxics().add(web, name, () -> TestPlugins.toxic(name)));
  }

  private void setProfile(String name, Stay stay, String... toxics) {
    List<ToxicSpec> made =
        Stream.of(toxics).map(toxic -> TestPlugins.toxic(Profile.CALLED + toxic)).toList();
    inTurn(() -> live.setProfile(web, name, made, stay));
  }

  private List<String> toxics() {
    return web.spec().toxics().stream().map(ToxicSpec::name).toList();
  }

  @Test
  void replacesTheProfileThatThereIsInItsPlace() {
    add("before");
    setProfile("3g", Stay.forGood(), "a", "b");
    add("after");
    setProfile("dsl", Stay.forGood(), "b", "c");

    assertThat(toxics()).containsExactly("before", "impair-profile-b", "impair-profile-c", "after");
    assertThat(live.impairments().of(web))
        .extracting(Impairment::subject)
        .containsExactly(Subject.profile("dsl"));
  }

  @Test
  void keepsToxicsThatAreTheSame() {
    setProfile("3g", Stay.forGood(), "a", "b");
    List<ToxicSpec> before = web.spec().toxics();
    setProfile("3g", FOR_TEN, "a", "b", "c");

    assertThat(web.spec().toxics().get(0)).isSameAs(before.get(0));
    assertThat(web.spec().toxics().get(1)).isSameAs(before.get(1));
    assertThat(toxics()).hasSize(3);
  }

  @Test
  void removesAllItsToxicsAtTheEndAndSaysSoOnce() {
    add("stays");
    setProfile("3g", FOR_TEN, "a", "b");
    time.pass(Duration.ofSeconds(10).minusNanos(1));
    assertThat(toxics()).hasSize(3);

    time.pass(Duration.ofNanos(1));

    assertThat(toxics()).containsExactly("stays");
    assertThat(live.impairments().of(web)).isEmpty();
    assertThat(
            engine.journal().after(0, 100).stream()
                .filter(entry -> entry.event() instanceof Event.Ended)
                .map(entry -> entry.decision()))
        .containsExactly("profile 3g removed after 10 s, set by ann@laptop");
  }

  @Test
  void hasNoEndIfItIsSetAgainWithoutOne() {
    setProfile("3g", FOR_TEN, "a");
    setProfile("3g", Stay.forGood(), "a");
    time.pass(Duration.ofHours(1));

    assertThat(toxics()).containsExactly("impair-profile-a");
  }

  @Test
  void isForgottenWhenItsToxicsAreGone() {
    setProfile("3g", FOR_TEN, "a", "b");
    inTurn(() -> live.toxics().remove(web, "impair-profile-a"));
    assertThat(live.impairments().of(web)).hasSize(1);

    inTurn(() -> live.toxics().removeAll(web));

    assertThat(live.impairments().of(web)).isEmpty();
    inTurn(() -> assertThat(live.toxics().removeProfile(web)).isFalse());
  }
}
