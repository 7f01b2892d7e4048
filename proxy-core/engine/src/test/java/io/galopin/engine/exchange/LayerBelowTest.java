package io.galopin.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Attribute;
import io.galopin.api.Attribute.Moment;
import io.galopin.api.Protocol;
import io.galopin.api.Reply;
import io.galopin.api.Request;
import io.galopin.engine.rule.Made;
import io.galopin.engine.trouble.PluginFailure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LayerBelowTest {

  private static final Attribute ASKED = Attribute.text("firm.asked", Moment.REQUEST, "");
  private static final Attribute GIVEN = Attribute.text("firm.given", Moment.REPLY, "");
  private static final Request REQUEST = () -> "request";
  private static final Reply REPLY = () -> "reply";

  private final VirtualDesk desk = new VirtualDesk();
  private final FirmSession session = new FirmSession();

  private LayerBelow layer(@Nullable Request request, @Nullable Reply reply) {
    Made<Protocol> made = Made.of("firm", session);
    Speaker speaker = Speaker.open(made, desk.pairing(), desk.connection.recorder);
    return new LayerBelow(speaker, request, reply);
  }

  @Test
  void tellsOfItsMessagesAfterTheirHeadsHaveGone() {
    session.value = "db";
    LayerBelow layer = layer(REQUEST, REPLY);
    assertThat(layer.value(ASKED, "")).isEqualTo("db");
    assertThat(layer.value(GIVEN, "")).isEqualTo("db");
    assertThat(session.lent).containsExactly("", "");
  }

  @Test
  void knowsNothingOfAMessageThatThereWasNot() {
    session.value = "db";
    LayerBelow noReply = layer(REQUEST, null);
    assertThat(noReply.value(ASKED, "")).isEqualTo("db");
    assertThat(noReply.value(GIVEN, "")).isNull();
    LayerBelow noRequest = layer(null, REPLY);
    assertThat(noRequest.value(ASKED, "")).isNull();
    assertThat(noRequest.value(GIVEN, "")).isEqualTo("db");
  }

  @Test
  void namesThePluginThatFails() {
    session.fails = "attribute";
    assertThatThrownBy(() -> layer(REQUEST, REPLY).value(ASKED, ""))
        .isInstanceOf(PluginFailure.class)
        .hasMessageStartingWith("protocol firm failed in attribute");
  }
}
