package io.galopin.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two ends of one socket, which meet whatever is known first. */
class OwnDialsTest {

  private static final InetSocketAddress PROXY = loopback(80);
  private static final InetSocketAddress ONE = loopback(40_001);
  private static final InetSocketAddress TWO = loopback(40_002);

  private final OwnDials dials = new OwnDials();
  private final List<String> circles = new ArrayList<>();

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private Hop hop() {
    return new Hop(this, "web", circles::add);
  }

  /** The end that dialed from this address. */
  private static EmbeddedChannel from(InetSocketAddress here) {
    return new EmbeddedChannel() {
      @Override
      protected SocketAddress localAddress0() {
        return here;
      }
    };
  }

  /** The end that was accepted from this address. */
  private static EmbeddedChannel client(InetSocketAddress there) {
    return new EmbeddedChannel() {
      @Override
      protected SocketAddress remoteAddress0() {
        return there;
      }
    };
  }

  /** Begins to dial from this address. */
  private ChannelPromise dial(InetSocketAddress here) {
    assertThat(dials.mayLeadToUs(PROXY)).isTrue();
    ChannelPromise attempt = from(here).newPromise();
    dials.dialling(attempt, hop());
    return attempt;
  }

  @Test
  void onlyPortsWithAProxyMatter() {
    assertThat(dials.mayLeadToUs(PROXY)).isFalse();
    dials.listens(80);
    dials.listens(80);
    dials.listensNoLonger(80);
    assertThat(dials.mayLeadToUs(new InetSocketAddress("10.0.0.1", 80))).isTrue();
    assertThat(dials.mayLeadToUs(ONE)).isFalse();
    dials.listensNoLonger(80);
    assertThat(dials.mayLeadToUs(PROXY)).isFalse();
  }

  @Test
  void meetWhenTheDialIsKnownFirst() {
    dials.listens(80);
    dial(ONE).setSuccess();
    dials.accepted(client(TWO), hop());
    assertThat(circles).isEmpty();
    dials.accepted(client(ONE), hop());
    assertThat(circles).containsExactly("web → web");
  }

  @Test
  void meetWhenTheClientIsKnownFirst() {
    dials.listens(80);
    ChannelPromise attempt = dial(ONE);
    dials.accepted(client(ONE), hop());
    assertThat(circles).isEmpty();
    attempt.setSuccess();
    assertThat(circles).containsExactly("web → web");
  }

  @Test
  void socketsThatAreClosedAreForgotten() {
    dials.listens(80);
    dial(TWO).setSuccess();
    ChannelPromise gone = dial(ONE);
    gone.setSuccess();
    gone.channel().close();
    dials.accepted(client(ONE), hop());
    assertThat(circles).isEmpty();
  }

  @Test
  void clientsThatHaveLeftAreForgotten() {
    dials.listens(80);
    ChannelPromise attempt = dial(ONE);
    EmbeddedChannel client = client(ONE);
    dials.accepted(client, hop());
    client.close();
    attempt.setSuccess();
    assertThat(circles).isEmpty();
  }

  /** Without a dial that may lead here, clients cost nothing. */
  @Test
  void clientsAreNotKeptWhileNothingIsDialed() {
    dials.listens(80);
    dial(TWO).setFailure(new IOException("refused"));
    dial(TWO).setSuccess().channel().close();
    dials.accepted(client(ONE), hop());
    dial(ONE).setSuccess();
    assertThat(circles).isEmpty();
  }
}
