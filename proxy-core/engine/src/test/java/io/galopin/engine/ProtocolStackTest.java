package io.galopin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.api.Protocol;
import io.galopin.api.ProtocolFactory;
import io.galopin.engine.match.Level;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProtocolStackTest {

  private record Named(String name) implements ProtocolFactory {
    @Override
    public String description() {
      return "for tests";
    }

    @Override
    public Protocol create(Options options) {
      return new LineProtocol();
    }
  }

  private static final Named TLS = new Named("tls");
  private static final Named PROXY = new Named("proxy");
  private static final Named HTTP = new Named("http");

  private final ProtocolStack stack = new ProtocolStack(List.of(PROXY, TLS), HTTP);

  @Test
  void levelsRiseFromTheSocketToBelowTheProtocol() {
    assertThat(stack.levels()).containsExactly(new Level(1, "proxy"), new Level(2, "tls"));
    assertThat(stack.levels()).isSorted().allMatch(each -> each.compareTo(Level.PROTOCOL) < 0);
    assertThat(ProtocolStack.of(HTTP).levels()).isEmpty();
  }

  @Test
  void findsALayerByItsNameAndTheProtocolWithoutOne() {
    assertThat(stack.at("tls")).isSameAs(TLS);
    assertThat(stack.at("proxy")).isSameAs(PROXY);
    assertThat(stack.at("")).isSameAs(HTTP);
  }

  @Test
  void namesTheLayersThatThereAre() {
    assertThatThrownBy(() -> stack.at("http"))
        .isInstanceOf(OptionException.class)
        .hasMessage("layer: http (expected: a layer of the proxy: proxy, tls)");
    assertThatThrownBy(() -> ProtocolStack.of(HTTP).at("tls"))
        .hasMessage("layer: tls (expected: a layer of the proxy: it has none)");
  }

  @Test
  void keepsItsLayersWhateverBecomesOfTheList() {
    List<ProtocolFactory> layers = new ArrayList<>(List.of(TLS));
    ProtocolStack copied = new ProtocolStack(layers, HTTP);
    layers.clear();
    assertThat(copied.at("tls")).isSameAs(TLS);
  }
}
