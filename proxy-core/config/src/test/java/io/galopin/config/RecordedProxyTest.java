package io.galopin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.galopin.config.settings.LongOptions;
import io.galopin.config.tls.TlsConfig;
import io.galopin.journal.RecordedProxy;
import io.galopin.rules.source.ConfigProblem;
import io.galopin.tls.BackendTls;
import io.galopin.tls.ListenTls;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests how the proxies of a recorded run are restored. */
class RecordedProxyTest {

  private static RecordedProxy proxy(String name, String upstream) {
    return new RecordedProxy(name, "localhost:0", upstream, "tcp", List.of(), "");
  }

  private static void assertRefused(String sentence, RecordedProxy... proxies) {
    LongOptions nothing = new LongOptions();
    assertThatExceptionOfType(ConfigProblem.class)
        .isThrownBy(() -> ConfigLoader.load(List.of(proxies), "faults.jsonl", nothing))
        .withMessage(sentence);
  }

  /** Toxiproxy's form takes such an upstream. */
  @Test
  void saysHowToNameABackendWhereTheRecordedOneHadNoPort() {
    assertRefused(
        "upstream of proxy web: localhost, without a port, in faults.jsonl"
            + " (expected: --backend HOST:PORT, for this replay)",
        proxy("web", "localhost"));
    assertRefused(
        "upstream of proxy web: localhost, without a port, in faults.jsonl"
            + " (expected: --config FILE with the proxies, for this replay)",
        proxy("web", "localhost"),
        proxy("other", "localhost:1"));
  }

  @Test
  void endsAndSpeaksTlsAsItWasRecorded() {
    RecordedProxy recorded =
        new RecordedProxy("web", "localhost:0", "tls://localhost:443", "http", List.of("tls"), "");

    TlsConfig tls =
        ConfigLoader.load(List.of(recorded), "faults.jsonl", new LongOptions())
            .proxies()
            .get(0)
            .tls();

    assertThat(tls.listen()).contains(ListenTls.AUTO);
    assertThat(tls.backend()).contains(BackendTls.DEFAULT);
  }

  @Test
  void takesABackendInItsPlace() {
    GalopinConfig config =
        ConfigLoader.load(
            List.of(proxy("web", "localhost")),
            "faults.jsonl",
            new LongOptions().set("backend", "localhost:3000"));

    assertThat(config.proxies().get(0).upstream()).hasToString("localhost:3000");
  }
}
