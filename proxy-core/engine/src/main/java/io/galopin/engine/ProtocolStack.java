package io.galopin.engine;

import io.galopin.api.OptionException;
import io.galopin.api.ProtocolFactory;
import io.galopin.engine.match.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The plugins of a proxy's layers and of the protocol above them. It alone knows whose attributes
 * and failures a rule can use: a rule about a layer has those of that layer. Immutable.
 *
 * @param layers from the socket up; mostly none
 * @param protocol the protocol above all layers; that of turns if a proxy has only layers
 */
public record ProtocolStack(List<ProtocolFactory> layers, ProtocolFactory protocol) {

  /** With a layer for a protocol, there is nothing above the layer but turns. */
  public ProtocolStack {
    if (protocol.isLayer()) {
      layers = Stream.concat(layers.stream(), Stream.of(protocol)).toList();
      protocol = new TurnsAbove(protocol.name());
    }
    layers = List.copyOf(layers);
  }

  /** Returns a protocol without layers. */
  public static ProtocolStack of(ProtocolFactory protocol) {
    return new ProtocolStack(List.of(), protocol);
  }

  /** Returns the levels of the layers, from the socket up. */
  public List<Level> levels() {
    List<Level> levels = new ArrayList<>();
    for (ProtocolFactory layer : layers) {
      levels.add(new Level(levels.size() + 1, layer.name()));
    }
    return levels;
  }

  /**
   * Returns the plugin of a layer, or of the protocol.
   *
   * @param layer the layer's name; empty for the protocol
   * @throws OptionException if there is no such layer
   */
  public ProtocolFactory at(String layer) {
    if (layer.isEmpty()) {
      return protocol;
    }
    return layers.stream()
        .filter(factory -> factory.name().equals(layer))
        .findFirst()
        .orElseThrow(() -> new OptionException("layer", layer, "a layer of the proxy: " + names()));
  }

  /**
   * Returns the name of the layer whose opening is a handshake of TLS that Galopin ends: it is the
   * lowest, and the protocol above it reads what is said in TLS. Empty if there is none.
   */
  public String endedTls() {
    boolean isBelow = layers.size() > 1 || !(protocol instanceof TurnsAbove);
    return isBelow && !layers.isEmpty() && layers.get(0).beginsTls() ? layers.get(0).name() : "";
  }

  private String names() {
    return layers.isEmpty()
        ? "it has none"
        : String.join(", ", layers.stream().map(ProtocolFactory::name).toList());
  }
}
