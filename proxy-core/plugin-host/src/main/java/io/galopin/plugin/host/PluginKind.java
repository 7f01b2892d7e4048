package io.galopin.plugin.host;

import io.galopin.api.BehaviorFactory;
import io.galopin.api.PluginFactory;
import io.galopin.api.ProtocolFactory;
import io.galopin.api.ToxicFactory;
import java.util.Locale;

/** The kinds of plugins. Names are unique within a kind. */
public enum PluginKind {
  /** A {@link ProtocolFactory}. */
  PROTOCOL(ProtocolFactory.class),
  /** A {@link BehaviorFactory}. */
  BEHAVIOR(BehaviorFactory.class),
  /** A {@link ToxicFactory}. */
  TOXIC(ToxicFactory.class);

  private final Class<? extends PluginFactory> type;

  PluginKind(Class<? extends PluginFactory> type) {
    this.type = type;
  }

  boolean includes(PluginFactory factory) {
    return type.isInstance(factory);
  }

  /** Returns the name in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
