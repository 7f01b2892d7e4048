package io.galopin.plugin.host;

import org.pf4j.Extension;
import org.pf4j.ExtensionPoint;

/** An extension point that has nothing to do with Galopin. */
public interface ForeignExtension extends ExtensionPoint {

  /** Implements it, on the class path of the tests. */
  @Extension
  final class Filling implements ForeignExtension {}
}
