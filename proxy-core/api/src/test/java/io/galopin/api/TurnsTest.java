package io.galopin.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private @Nullable Request answered;
  private boolean replyForwarded;

  private final Turns turns =
      new Turns(
          new Pairing() {
            @Override
            public @Nullable Request answered() {
              return answered;
            }

            @Override
            public boolean replyForwarded() {
              return replyForwarded;
            }

            @Override
            public boolean settled() {
              return true;
            }

            @Override
            public boolean payloadMatters() {
              return false;
            }

            @Override
            public String upstream() {
              return "localhost:1";
            }
          });

  private Cut cut = Cut.nothing();

  @Test
  void bothSidesEndInOrder() {
    assertThat(turns.endRequests(Unpooled.EMPTY_BUFFER).kind()).isEqualTo(Cut.Kind.NOTHING);
    assertThat(turns.endReplies(Unpooled.EMPTY_BUFFER).kind()).isEqualTo(Cut.Kind.NOTHING);
  }

  @Test
  void beginsATurnWithTheFirstByteOfTheClient() {
    ask(true, "hello");

    assertThat(cut.kind()).isEqualTo(Cut.Kind.REQUEST);
    assertThat(cut.length()).isEqualTo(5);
    assertThat(cut.last()).isFalse();
    assertThat(message().label()).isEqualTo("5 bytes");
  }

  @Test
  void beginsATurnEvenWhenAnEarlierRequestHasBeenReplied() {
    replyForwarded = true;

    ask(true, "x");

    assertThat(cut.kind()).isEqualTo(Cut.Kind.REQUEST);
    assertThat(message().label()).isEqualTo("1 byte");
  }

  @Test
  void goesOnWithTheTurnUntilAByteOfItsReplyIsForwarded() {
    ask(true, "a");
    Message first = message();
    ask(true, "bc");
    assertThat(cut.kind()).isEqualTo(Cut.Kind.BODY);
    assertThat(cut.length()).isEqualTo(2);
    assertThat(cut.last()).isFalse();

    replyForwarded = true;
    ask(true, "d");
    assertThat(cut.kind()).isEqualTo(Cut.Kind.REQUEST);
    assertThat(message()).isNotSameAs(first);
  }

  @Test
  void passesWhatTheBackendSaysUnasked() {
    ask(false, "welcome");

    assertThat(cut.kind()).isEqualTo(Cut.Kind.PASS);
    assertThat(cut.length()).isEqualTo(7);
  }

  @Test
  void givesEachReplyOneHead() {
    for (int turn = 0; turn < 2; turn++) {
      ask(true, "same");
      answered = (Request) message();
      ask(false, "reply");
      assertThat(cut.kind()).isEqualTo(Cut.Kind.REPLY);
      assertThat(cut.last()).isFalse();
      assertThat(message().label()).isEqualTo("5 bytes");
      ask(false, "goes on");
      assertThat(cut.kind()).isEqualTo(Cut.Kind.BODY);
      assertThat(cut.length()).isEqualTo(7);
      assertThat(cut.last()).isFalse();
      replyForwarded = true;
    }
  }

  private Message message() {
    return Objects.requireNonNull(cut.message());
  }

  private void ask(boolean request, String bytes) {
    ByteBuf in = Unpooled.copiedBuffer(bytes, StandardCharsets.US_ASCII);
    try {
      cut = request ? turns.cutRequest(in) : turns.cutReply(in);
      assertThat(in.readerIndex()).isZero();
    } finally {
      in.release();
    }
  }
}
