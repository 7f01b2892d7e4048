package io.galopin.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.galopin.bench.load.Network.Backend;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs each load for a moment against its backend. */
class LoadTest {

  private static final Duration MOMENT = Duration.ofMillis(200);

  private final Network network = new Network();

  @AfterEach
  void end() {
    network.close();
  }

  @Test
  void countsEachAnswerOfAClosedLoop() throws Exception {
    try (Backend backend = network.listen(HttpBackend::new)) {
      Outcome outcome = ClosedLoop.run(network, at(backend), HttpBackend.get("/"), 3, MOMENT);

      assertThat(outcome.nanos().getTotalCount()).isPositive();
      assertThat(outcome.perSecond()).isPositive();
    }
  }

  @Test
  void sendsAtItsRateAndCountsFromWhenARequestWasDue() throws Exception {
    try (Backend backend = network.listen(() -> new SlowEcho(20))) {
      // A connection that takes 20 ms per request can answer 50 per second, not 1,000.
      Outcome outcome = OpenLoop.run(network, at(backend), Exchange.echo(1), 1, 1_000, MOMENT);

      assertThat(outcome.nanos().getTotalCount()).isEqualTo(200);
      assertThat(outcome.millis(100)).isGreaterThan(100);
    }
  }

  @Test
  void saysThatAClosedLoopWasCutOff() throws Exception {
    try (Backend backend = network.listen(Closing::new)) {
      assertThatIOException()
          .isThrownBy(() -> ClosedLoop.run(network, at(backend), Exchange.echo(1), 2, MOMENT))
          .withMessageContaining("cut off");
    }
  }

  @Test
  void saysWhatEachProbeSaw() throws Exception {
    Duration pace = Duration.ofMillis(10);
    InetSocketAddress gone;
    try (Backend backend = network.listen(EchoHandler::new);
        Backend closing = network.listen(Closing::new)) {
      gone = at(backend);
      assertThat(Probes.run(network, gone, pace, MOMENT))
          .hasSize(20)
          .allMatch(probe -> probe.seen() == Probes.Seen.ANSWERED)
          .isSortedAccordingTo(Comparator.comparing(Probes.Probe::nanos));
      assertThat(Probes.run(network, at(closing), pace, MOMENT))
          .allMatch(probe -> probe.seen() == Probes.Seen.CLOSED);
    }
    assertThat(Probes.run(network, gone, pace, MOMENT))
        .allMatch(probe -> probe.seen() == Probes.Seen.REFUSED);
  }

  @Test
  void opensConnectionsAnewAndAnew() throws Exception {
    try (Backend backend = network.listen(EchoHandler::new)) {
      assertThat(ConnectLoop.run(network, at(backend), 2, MOMENT)).isPositive();
    }
  }

  @Test
  void readsFromTheSource() throws Exception {
    try (Backend backend = network.listen(SourceHandler::new)) {
      assertThat(TimedReads.run(network, at(backend), 3, 1_000_000, Duration.ofSeconds(30)))
          .hasSize(3)
          .allMatch(time -> time.toNanos() > 0);
    }
  }

  private static InetSocketAddress at(Backend backend) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), backend.port());
  }

  private static final class SlowEcho extends ChannelInboundHandlerAdapter {

    private final long millis;

    SlowEcho(long millis) {
      this.millis = millis;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ctx.executor().schedule(() -> ctx.writeAndFlush(message), millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      // The load does not wait for replies that take so long.
      ctx.close();
    }
  }

  private static final class Closing extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ReferenceCountUtil.release(message);
      ctx.close();
    }
  }
}
