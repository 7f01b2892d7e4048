package io.galopin.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.client.Mix;
import io.galopin.client.Proxy;
import io.galopin.embed.Galopin;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.Version;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the JAR of the embedded engine in a program that uses Netty 4.1 and other libraries. */
class BesideAnotherNettyTest {

  private final EventLoopGroup loops = new NioEventLoopGroup(1);

  @AfterEach
  void close() {
    loops.shutdownGracefully();
  }

  /** Sends back what it receives. */
  private static final class Echo extends ChannelInboundHandlerAdapter {
    @Override
    public boolean isSharable() {
      return true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      context.writeAndFlush(message);
    }
  }

  private InetSocketAddress backend() {
    return (InetSocketAddress)
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(new Echo())
            .bind("127.0.0.1", 0)
            .syncUninterruptibly()
            .channel()
            .localAddress();
  }

  /** Sends a byte and returns the one that comes back; -1 if the connection is closed instead. */
  private int ask(Proxy proxy) {
    CompletableFuture<Integer> answer = new CompletableFuture<>();
    Channel client =
        new Bootstrap()
            .group(loops)
            .channel(NioSocketChannel.class)
            .handler(
                new SimpleChannelInboundHandler<ByteBuf>() {
                  @Override
                  protected void channelRead0(ChannelHandlerContext context, ByteBuf read) {
                    answer.complete((int) read.readByte());
                  }

                  @Override
                  public void channelInactive(ChannelHandlerContext context) {
                    answer.complete(-1);
                  }
                })
            .connect(proxy.address())
            .syncUninterruptibly()
            .channel();
    client.writeAndFlush(Unpooled.wrappedBuffer(new byte[] {42}));
    int read = answer.join();
    client.close().syncUninterruptibly();
    return read;
  }

  @Test
  void runsBesideIt() {
    assertThat(Version.identify().get("netty-common").artifactVersion()).startsWith("4.1.");
    InetSocketAddress backend = backend();
    try (Galopin galopin = Galopin.start(1)) {
      Proxy proxy = galopin.proxy("echo", "127.0.0.1:" + backend.getPort()).start();

      assertThat(ask(proxy)).isEqualTo(42);
      proxy.setMix(Mix.parse("100:abort"));
      assertThat(ask(proxy)).isEqualTo(-1);
    }
  }

  @Test
  void findsAllPluginsInTheOneJar() {
    try (Galopin galopin = Galopin.start(1)) {
      assertThat(galopin.plugins())
          .extracting(plugin -> plugin.name())
          .contains("tcp", "http", "redis", "memcache", "delay", "error", "latency", "limit-data");
    }
  }

  @Test
  void bringsNothingOfNettysUnderItsOwnNameAndNothingNative()
      throws IOException, URISyntaxException {
    Path path = Path.of(Galopin.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (JarFile jar = new JarFile(path.toFile())) {
      assertThat(jar.stream().map(JarEntry::getName))
          .contains("io/galopin/shaded/netty/channel/nio/NioIoHandler.class")
          .contains("META-INF/LICENSE", "META-INF/NOTICE")
          .noneMatch(name -> name.startsWith("io/netty/"))
          .noneMatch(name -> name.startsWith("com/typesafe/"))
          .noneMatch(name -> name.startsWith("META-INF/native/"));
    }
  }

  @Test
  void needsNoServerNoLogbackAndNoCommandLine() {
    for (String none :
        new String[] {
          "io.vertx.core.Vertx",
          "picocli.CommandLine",
          "io.galopin.control.ControlServer",
          "io.netty.channel.MultiThreadIoEventLoopGroup"
        }) {
      assertThatThrownBy(() -> Class.forName(none))
          .as(none)
          .isInstanceOf(ClassNotFoundException.class);
    }
  }
}
