package io.galopin.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Attribute;
import io.galopin.api.Attribute.Moment;
import io.galopin.api.Request;
import io.galopin.engine.socket.Buffers;
import io.galopin.engine.trouble.PluginFailure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GuardedHeadsTest {

  private static final Request REQUEST = () -> "short";
  private static final Attribute TEXT = Attribute.text("text", Moment.REQUEST, "a text");

  private final Buffers buffers = new Buffers();
  private final VirtualFacts connection = new VirtualFacts();
  private final FirmSession session = new FirmSession();
  private final GuardedHeads heads =
      new GuardedHeads(
          session,
          connection.recorder,
          (method, thrown) -> new PluginFailure("protocol", "firm", method, thrown));
  private final ByteBuf head = buffers.of("head");

  @AfterEach
  void releasesAll() {
    head.release();
    buffers.checkReleased();
  }

  private Object attribute(Attribute attribute) {
    return heads.attribute(attribute, "", REQUEST, head);
  }

  private ByteBuf rewrite() {
    return heads.rewrite(REQUEST, head, Map.of("a", "b"), UnpooledByteBufAllocator.DEFAULT);
  }

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(TEXT, "x", 1L),
        Arguments.of(Attribute.word("w", Moment.REQUEST, "a word"), "x", 1L),
        Arguments.of(Attribute.number("n", Moment.REQUEST, "a number"), 1L, 1),
        Arguments.of(Attribute.bytes("b", Moment.REQUEST, "bytes"), new byte[1], "x"),
        Arguments.of(
            Attribute.address("a", Moment.REQUEST, "an address"),
            InetAddress.getLoopbackAddress(),
            "127.0.0.1"),
        Arguments.of(Attribute.flag("f", Moment.REQUEST, "a flag"), true, "yes"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void anAttributeHasAValueOfItsType(Attribute attribute, Object right, Object wrong) {
    session.value = right;
    assertThat(attribute(attribute)).isSameAs(right);
    session.value = wrong;
    assertThatThrownBy(() -> attribute(attribute))
        .isInstanceOf(PluginFailure.class)
        .hasMessage(
            "protocol firm failed in attribute: gave a %s for %s (expected: what its type, %s,"
                + " says)",
            wrong.getClass().getName(), attribute, attribute.type());
  }

  @ParameterizedTest
  @MethodSource("values")
  void anAttributeOfManyHasAListOfThem(Attribute attribute, Object right, Object wrong) {
    Attribute many = attribute.asMany();
    session.value = List.of(right, right);
    assertThat(attribute(many)).isSameAs(session.value);
    for (Object nonsense : List.of(right, List.of(right, wrong))) {
      session.value = nonsense;
      assertThatThrownBy(() -> attribute(many))
          .hasMessageEndingWith("(expected: a list of what its type, %s, says)", many.type());
    }
    session.value = new ArrayList<>(Arrays.asList(right, null));
    assertThatThrownBy(() -> attribute(many)).isInstanceOf(PluginFailure.class);
  }

  @Test
  void anAttributeMayHaveNoValue() {
    assertThat(attribute(TEXT)).isNull();
    session.value = List.of();
    assertThat(attribute(TEXT.asMany())).isNull();
  }

  @Test
  void theHeadIsOnlyLent() {
    session.abuse = ByteBuf::readByte;
    session.value = "x";
    session.unabridged = "whole";
    String flaw = ": moved the indices of the bytes that were lent to it";
    assertThatThrownBy(() -> attribute(TEXT)).hasMessageEndingWith("attribute" + flaw);
    assertThatThrownBy(this::rewrite).hasMessageEndingWith("rewrite" + flaw);
    assertThat(heads.label(REQUEST, head)).isEqualTo("?");
    assertThat(heads.unabridged(REQUEST, head)).isNull();
    assertThat(session.lent).containsExactly("head", "head", "head", "head");
  }

  @Test
  void aFailureWithAnAttributeOrARewriteNamesTheProtocol() {
    session.fails = "attribute";
    assertThatThrownBy(() -> attribute(TEXT))
        .hasMessage("protocol firm failed in attribute: java.lang.AssertionError: on purpose");
    session.fails = "rewrite";
    assertThatThrownBy(this::rewrite)
        .hasMessage("protocol firm failed in rewrite: java.lang.AssertionError: on purpose");
  }

  @Test
  void labelsAreCutWhereTheyAreTooLong() {
    session.label = "x".repeat(8192);
    assertThat(heads.label(REQUEST, head)).isEqualTo(session.label);
    session.label = "x".repeat(8193);
    assertThat(heads.label(REQUEST, head)).isEqualTo("x".repeat(8192) + "…");
    assertThat(heads.label(REQUEST)).isEqualTo("short");
    assertThat(heads.label(() -> "y".repeat(10_000))).hasSize(8193);
  }

  @Test
  void aFailureWithALabelIsWrittenDownAndNothingElse() {
    session.fails = "label";
    assertThat(heads.label(REQUEST, head)).isEqualTo("?");
    session.fails = "";
    session.label = null;
    assertThat(heads.label(REQUEST, head)).isEqualTo("?");
    assertThat(heads.label(() -> null)).isEqualTo("?");
    session.fails = "unabridged";
    assertThat(heads.unabridged(REQUEST, head)).isNull();
    assertThat(connection.entries())
        .containsExactly(
            "protocol firm failed in label: java.lang.AssertionError: on purpose;"
                + " the journal calls it ?",
            "protocol firm failed in label: returned null (expected: a few words);"
                + " the journal calls it ?",
            "protocol firm failed in label: returned null (expected: a few words);"
                + " the journal calls it ?",
            "protocol firm failed in unabridged: java.lang.AssertionError: on purpose;"
                + " its label alone tells it from others");
  }

  @Test
  void givesTheUnabridgedLabel() {
    assertThat(heads.unabridged(REQUEST, head)).isNull();
    session.unabridged = "whole";
    assertThat(heads.unabridged(REQUEST, head)).isEqualTo("whole");
  }

  @Test
  void aHeadIsRewrittenOrNot() {
    assertThat(rewrite()).isNull();
    session.bytes = head;
    assertThat(rewrite()).as("the head itself").isNull();
    session.bytes = buffers.of("new head");
    assertThat(rewrite()).isSameAs(session.bytes);
    session.bytes.release();
    assertThatThrownBy(this::rewrite)
        .hasMessageEndingWith("handed over bytes that it had released");
  }
}
