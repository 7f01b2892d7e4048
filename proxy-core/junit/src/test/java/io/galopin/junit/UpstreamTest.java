package io.galopin.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.client.Proxy;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

class UpstreamTest {

  static final Supplier<Integer> SUPPLIED = () -> 7;
  static final Container CONTAINER = new Container();
  static String unknown;

  private Proxy port;
  private final String own = "of.instance:9";

  /** A container like those of Testcontainers. */
  public static final class Container {
    public String getHost() {
      return "docker.local";
    }

    public Integer getFirstMappedPort() {
      return 32_001;
    }

    public Integer getMappedPort(int original) {
      return 32_000 + original;
    }
  }

  static int port() {
    return 6379;
  }

  String mine() {
    return own;
  }

  private static String from(String name) {
    return Upstream.from(name, 0, UpstreamTest.class, List.of());
  }

  @Test
  void isWhatAFieldOrMethodKnows() {
    assertThat(from("SUPPLIED")).isEqualTo("localhost:7");
    assertThat(from("port")).isEqualTo("localhost:6379");
    assertThat(from("io.galopin.junit.UpstreamTest#port")).isEqualTo("localhost:6379");
    assertThat(Upstream.from("own", 0, UpstreamTest.class, List.of(this)))
        .isEqualTo("of.instance:9");
    assertThat(Upstream.from("mine", 0, UpstreamTest.class, List.of(this)))
        .isEqualTo("of.instance:9");
    assertThat(Upstream.from("port", 0, Container.class, List.of())).isEqualTo("localhost:6379");
  }

  @Test
  void isNotTheFieldThatGetsTheProxy() {
    assertThat(port).isNull();
    assertThat(Upstream.from("port", 0, UpstreamTest.class, List.of(this)))
        .isEqualTo("localhost:6379");
  }

  @Test
  void isThePortOfAContainer() {
    assertThat(from("CONTAINER")).isEqualTo("docker.local:32001");
    assertThat(Upstream.from("CONTAINER", 5432, UpstreamTest.class, List.of()))
        .isEqualTo("docker.local:37432");
  }

  @Test
  void isAnythingThatKnowsAPort() {
    assertThat(Upstream.address(InetSocketAddress.createUnresolved("db", 1), 0, "x"))
        .isEqualTo("db:1");
    assertThat(Upstream.address("db:2", 0, "x")).isEqualTo("db:2");
    assertThat(Upstream.address(Echo.SHARED, 0, "x")).isEqualTo("localhost:" + Echo.SHARED.port());
  }

  @Test
  void isRefusedWithASentence() {
    assertThatThrownBy(() -> from("nobody"))
        .isInstanceOf(ExtensionConfigurationException.class)
        .hasMessage(
            "upstream: nobody (expected: a field or a method without parameters of"
                + " io.galopin.junit.UpstreamTest)");
    assertThatThrownBy(() -> from("none.Such#PORT"))
        .hasMessage("upstream: none.Such (expected: the name of a class)");
    assertThatThrownBy(() -> from("own"))
        .hasMessageContaining("because there is no test instance yet");
    assertThatThrownBy(() -> from("unknown")).hasMessageContaining("unknown is null");
    assertThatThrownBy(() -> Upstream.address(new Object(), 0, "x"))
        .hasMessageStartingWith("upstream: x of java.lang.Object (expected: text, a port,");
    assertThatThrownBy(() -> Upstream.address(Echo.SHARED, 80, "x"))
        .hasMessageContaining("expected: a container with getMappedPort(int)");
  }
}
