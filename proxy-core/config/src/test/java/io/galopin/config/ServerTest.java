package io.galopin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.config.settings.HttpConfig;
import io.galopin.config.settings.LogLevel;
import io.galopin.config.settings.LongOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the configuration of {@code galopin server} and of the control API. */
class ServerTest {

  @TempDir private Path folder;

  private GalopinConfig server(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("my.conf"), text);
    return ConfigLoader.loadForServer(Optional.of(file), new LongOptions());
  }

  @Test
  void needsNoProxyAndListensWhereToxiproxyDoes() {
    GalopinConfig config = ConfigLoader.loadForServer(Optional.empty(), new LongOptions());

    assertThat(config.proxies()).isEmpty();
    assertThat(config.http()).contains(new HttpConfig("localhost", 8474, Optional.empty()));
  }

  @Test
  void takesTheProxiesOfAFileInEveryForm() throws Exception {
    assertThat(server("[{\"name\": \"a\", \"upstream\": \"h:1\"}]").proxies())
        .extracting(ProxyConfig::name)
        .containsExactly("a");
    assertThat(server("galopin.proxies.b { listen = \":0\", upstream = \"h:1\" }").proxies())
        .extracting(ProxyConfig::name)
        .containsExactly("b");
    assertThat(server("[vaurien]\nproxy = localhost:0").proxies())
        .extracting(ProxyConfig::name)
        .containsExactly("main");
    assertThat(server("[]").proxies()).isEmpty();
  }

  @Test
  void prefersTheCommandLineToTheFileAndTheFileToTheDefault() throws Exception {
    Path file = Files.writeString(folder.resolve("h.conf"), "galopin.http { port = 1, host = h }");

    assertThat(server("galopin.http.port = 1").http().orElseThrow().port()).isEqualTo(1);
    assertThat(
            ConfigLoader.loadForServer(Optional.of(file), new LongOptions().set("http-port", 2))
                .http())
        .contains(new HttpConfig("h", 2, Optional.empty()));
  }

  @Test
  void isSwitchedOnByALongOption() {
    LongOptions options =
        new LongOptions().set("http", true).set("http-host", "").set("http-token-file", "token");

    assertThat(ConfigLoader.load(options).http())
        .contains(new HttpConfig("", 8080, Optional.of(Path.of("token"))));
  }

  @Test
  void namesAnOptionAsItsUserKnowsIt() {
    LongOptions options = new LongOptions().set("log-level", "loud", "LOG_LEVEL");

    assertThatThrownBy(() -> ConfigLoader.load(options))
        .hasMessage("LOG_LEVEL: loud (expected: one of trace, debug, info, warn, error)");
  }

  @Test
  void knowsToxiproxysLevels() {
    assertThat(ConfigLoader.load(new LongOptions().set("log-level", "fatal")).logLevel())
        .isEqualTo(LogLevel.ERROR);
  }
}
