package io.galopin.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Attribute;
import io.galopin.api.Attribute.Moment;
import io.galopin.api.Pairing;
import io.galopin.api.Protocol;
import io.galopin.api.Request;
import io.galopin.api.Session;
import io.galopin.api.Turns;
import io.galopin.engine.rule.Made;
import io.galopin.engine.trouble.PluginFailure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The sessions of a connection with two layers and a protocol above them. */
class SpeakersTest {

  private static final Attribute VALUE = Attribute.text("firm.value", Moment.REQUEST, "");
  private static final Request REQUEST = () -> "request";

  private final VirtualDesk desk = new VirtualDesk();
  private final List<String> told = new ArrayList<>();
  private final Stacked lower = new Stacked("lower");
  private final Stacked upper = new Stacked("upper");
  private final Stacked top = new Stacked("top");

  /** Notes when its session is opened and closed. */
  private final class Stacked implements Protocol {
    private final String name;
    private final FirmSession session = new FirmSession();
    private boolean fails;
    private boolean isLayer;

    Stacked(String name) {
      this.name = name;
    }

    @Override
    public boolean isLayer() {
      return isLayer;
    }

    @Override
    public @Nullable Session open(Pairing pairing) {
      told.add("open " + name);
      if (fails) {
        throw new AssertionError("on purpose");
      }
      return new Turns(pairing) {
        @Override
        public void close() {
          told.add("close " + name);
        }
      };
    }
  }

  private Speakers open(Stacked... stack) {
    List<Made<Protocol>> made = new ArrayList<>();
    for (Stacked each : stack) {
      made.add(Made.of(each.name, each));
    }
    return Speakers.open(made, desk.pairing(), desk.connection.recorder);
  }

  @Test
  void theLowestIsAskedFirstAndTheNextWhenItHasHandedOver() {
    Speakers speakers = open(lower, upper, top);
    assertThat(speakers.areLayered()).isTrue();
    assertThat(speakers.asked().name()).isEqualTo("lower");
    assertThat(speakers.layer()).isEqualTo("lower");
    speakers.handOver(null, null);
    assertThat(speakers.asked().name()).isEqualTo("upper");
    assertThat(speakers.layer()).isEqualTo("upper");
    speakers.handOver(null, null);
    assertThat(speakers.asked().name()).isEqualTo("top");
    assertThat(speakers.layer()).isEmpty();
    assertThat(told).containsExactly("open lower", "open upper", "open top");
    speakers.close();
    assertThat(told.subList(3, told.size()))
        .containsExactly("close lower", "close upper", "close top");
  }

  @Test
  void aProtocolAloneIsNoLayer() {
    Speakers speakers = open(top);
    assertThat(speakers.areLayered()).isFalse();
    assertThat(speakers.layer()).isEmpty();
    speakers.close();
    assertThat(told).containsExactly("open top", "close top");
  }

  @Test
  void aLayerAloneIsOneUntilItHandsOver() {
    top.isLayer = true;
    Speakers speakers = open(top);
    assertThat(speakers.areLayered()).isTrue();
    assertThat(speakers.layer()).isEqualTo("top");
    speakers.handOver(null, null);
    assertThat(speakers.asked().session()).isInstanceOf(Turns.class);
    assertThat(speakers.layer()).isEmpty();
    speakers.close();
    assertThat(told).containsExactly("open top", "close top");
  }

  @Test
  void aProtocolThatHandsOverToTurnsIsNotBelowThem() {
    lower.session.value = "db";
    Speakers speakers =
        Speakers.open(
            List.of(Made.of("firm", lower.session)), desk.pairing(), desk.connection.recorder);
    speakers.handOver(REQUEST, null);
    assertThat(speakers.ofLayer("firm", VALUE, "")).isNull();
  }

  @Test
  void turnsAreCutWhereNothingIsAbove() {
    Speakers speakers = open(top);
    Session before = speakers.asked().session();
    speakers.handOver(null, null);
    assertThat(speakers.asked().session()).isInstanceOf(Turns.class).isNotSameAs(before);
    assertThat(speakers.asked().name()).isEqualTo("top");
    speakers.close();
    assertThat(told).as("its own session").containsExactly("open top", "close top");
  }

  @Test
  void onlyLayersThatHaveHandedOverTellOfTheConnection() {
    lower.session.value = "db";
    Made<Protocol> firm = Made.of("firm", lower.session);
    Speakers speakers =
        Speakers.open(List.of(firm, Made.of("top", top)), desk.pairing(), desk.connection.recorder);
    assertThat(speakers.ofLayer("firm", VALUE, "")).isNull();
    speakers.handOver(REQUEST, null);
    assertThat(speakers.ofLayer("firm", VALUE, "")).isEqualTo("db");
    assertThat(speakers.ofLayer("other", VALUE, "")).isNull();
  }

  @Test
  void thereIsNoSessionToAskWhereTheLowestCannotBeOpened() {
    lower.fails = true;
    Speakers speakers = open(lower, top);
    assertThat(speakers.asked().session()).isNull();
    assertThat(desk.connection.entries())
        .containsExactly(
            "protocol lower failed in open: java.lang.AssertionError: on purpose;"
                + " the connection is reset");
    speakers.close();
    assertThat(told).containsExactly("open lower");
  }

  /** A plugin may have released what it would release again. */
  @Test
  void eachSessionIsClosedOnceWhereTheNextCannotBeOpened() {
    top.fails = true;
    Speakers speakers = open(lower, top);
    assertThatThrownBy(() -> speakers.handOver(null, null))
        .isInstanceOf(PluginFailure.class)
        .hasMessageStartingWith("protocol top failed in open");
    speakers.close();
    assertThat(told).containsExactly("open lower", "open top", "close lower");
  }
}
