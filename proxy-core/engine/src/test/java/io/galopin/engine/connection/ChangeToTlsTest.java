package io.galopin.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Behavior;
import io.galopin.api.Cut;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Pairing;
import io.galopin.api.Protocol;
import io.galopin.api.Rendering;
import io.galopin.api.Session;
import io.galopin.engine.GreetedLines;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests conversations that switch to TLS. */
class ChangeToTlsTest {

  private static final String TOLD = "encrypted: stay in the clear";

  private Spoken talk = new Spoken(new GreetedLines());

  private Connection changed() {
    Connection connection = talk.start();
    talk.backendSpells("hi\n");
    talk.clientSpells("tls\n");
    talk.backendSpells("go\n");
    return connection;
  }

  @AfterEach
  void leavesNothingBehind() {
    talk.leftNothingBehind();
  }

  @Test
  void bytesAreTurnsFromThereOn() {
    Connection connection = changed();
    talk.clientSays("first");
    talk.backendSays("one");
    talk.clientSays("second");
    talk.backendSays("two\n?\n*");

    assertThat(talk.atBackend).hasToString("tls\nfirstsecond");
    assertThat(talk.atClient).hasToString("hi\ngo\nonetwo\n?\n*");
    assertThat(talk.proxy.told)
        .containsExactly("connected", "exchange", TOLD, "exchange", "exchange");
    talk.drop(connection);
  }

  @Test
  void rulesGoOnWithTurns() {
    talk.proxy.rules =
        Spoken.always(
            new Behavior() {
              @Override
              public Decision onBeforeHandle(Exchange exchange) {
                return exchange.ordinal() == 3 ? Decision.fail(Failure.ERROR) : Decision.pass();
              }
            });
    changed();
    talk.clientSays("first");
    talk.backendSays("one");
    talk.clientSays("second");
    talk.time.advance(Duration.ofMillis(300));

    assertThat(talk.atBackend).hasToString("tls\nfirst!");
    assertThat(talk.atClient).hasToString("hi\ngo\none!");
    assertThat(talk.journal()).containsExactly("3 6 bytes: fail reset");
  }

  @Test
  void aLoginThatChangesIsOver() {
    Connection connection = talk.start();
    talk.backendSays("~hi\n");
    talk.clientSays("+tls\nfirst");
    talk.backendSays("one");
    talk.clientSays("second");
    talk.backendSays("two");

    assertThat(talk.atBackend).hasToString("+tls\nfirstsecond");
    assertThat(talk.atClient).hasToString("~hi\nonetwo");
    assertThat(talk.proxy.told).containsExactly("connected", TOLD, "exchange", "exchange");
    talk.drop(connection);
  }

  /** Changes after the first byte of the backend, before any exchange. */
  private static final class Asking implements Protocol, Session {
    private int closed;

    @Override
    public Session open(Pairing pairing) {
      return this;
    }

    @Override
    public Cut cutRequest(ByteBuf in) {
      return Cut.pass(in.readableBytes());
    }

    @Override
    public Cut cutReply(ByteBuf in) {
      return Cut.pass(1).thenTls("stay in the clear");
    }

    @Override
    public Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator) {
      throw new IllegalStateException("there is no exchange");
    }

    @Override
    public void close() {
      closed++;
    }
  }

  @Test
  void theFirstTurnIsTheFirstExchange() {
    Asking asking = new Asking();
    talk = new Spoken(asking);
    Connection connection = talk.start();
    talk.clientSays("may I?");
    talk.backendSays("S");
    talk.clientSays("first");
    talk.backendSays("one");

    assertThat(talk.atClient).hasToString("Sone");
    assertThat(talk.proxy.told).containsExactly("connected", TOLD, "exchange");
    talk.drop(connection);
    assertThat(asking.closed).isEqualTo(1);
  }

  @Test
  void bothSidesMayEndAfterIt() {
    changed();
    talk.clientSays("first");
    talk.client.peerEnds();
    talk.time.run();
    talk.backendSays("one");
    talk.backend().peerEnds();
    talk.time.run();

    assertThat(talk.atBackend).hasToString("tls\nfirst|");
    assertThat(talk.atClient).hasToString("hi\ngo\none|");
  }
}
