package io.galopin.config;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import io.galopin.config.form.Document;
import io.galopin.config.settings.LongOptions;
import io.galopin.config.settings.Overlay;
import io.galopin.config.settings.ProxyKeys;
import io.galopin.config.tls.TlsConfig;
import io.galopin.config.tls.TlsKeys;
import io.galopin.engine.socket.Address;
import io.galopin.journal.RecordedProxy;
import io.galopin.rules.source.Place;
import io.galopin.rules.source.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the proxies of a recorded run into a configuration. */
final class RecordedProxies {

  private RecordedProxies() {}

  /**
   * Returns the proxies as a document.
   *
   * @param originName the record's name in messages
   */
  static Document document(List<RecordedProxy> recorded, String originName) {
    Map<String, Object> proxies = new LinkedHashMap<>();
    recorded.forEach(proxy -> proxies.put(proxy.name(), settings(proxy)));
    String text =
        ConfigValueFactory.fromMap(Map.of("galopin", Map.of("proxies", proxies)))
            .render(ConfigRenderOptions.concise());
    return new Document(originName, text, Optional.empty());
  }

  private static Map<String, String> settings(RecordedProxy proxy) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(ProxyKeys.LISTEN, proxy.listen());
    settings.put(ProxyKeys.UPSTREAM, proxy.upstream());
    if (proxy.layers().contains(TlsConfig.LAYER)) {
      // Which certificate was shown is not recorded, and handshakes are the same with another.
      settings.put(TlsKeys.LISTEN, "auto");
    }
    settings.put(ProxyKeys.PROTOCOL, proxy.protocol());
    settings.put(ProxyKeys.DRAW_BY, proxy.key());
    return settings;
  }

  /**
   * Refuses proxies whose upstream has no port, which Toxiproxy's form allows.
   *
   * @param originName the record's name in messages
   */
  static void refuseWithoutPort(
      List<RecordedProxy> recorded, String originName, LongOptions options, Problems problems) {
    Optional<String> one = Overlay.one(recorded.stream().map(RecordedProxy::name).toList());
    for (RecordedProxy proxy : recorded) {
      boolean reached = one.filter(proxy.name()::equals).isPresent();
      boolean replaced = reached && options.aboutOneProxy().containsKey(LongOptions.BACKEND);
      if (Address.withoutPort(proxy.upstream()).isPresent() && !replaced) {
        problems.add(
            "upstream of proxy " + proxy.name(),
            proxy.upstream() + ", without a port, in " + originName,
            reached
                ? "--backend HOST:PORT, for this replay"
                : "--config FILE with the proxies, for this replay",
            Place.COMMAND_LINE);
      }
    }
  }
}
