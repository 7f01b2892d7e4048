package io.galopin.client;

import java.util.List;

/**
 * Changes of a proxy that are undone by themselves after a time, even if the one who made them is
 * gone by then. What somebody else changes meanwhile stays. Thread-safe.
 */
public interface Lasting {

  /**
   * Adds a toxic after the existing ones. It is removed at the end.
   *
   * @return the toxic with its name and all its attributes
   */
  Toxic addToxic(ToxicDraft toxic);

  /** Sets another mix. At the end, the proxy has the former one again. */
  void setMix(Mix mix);

  /**
   * Adds a rule in front of all others, which is removed at the end.
   *
   * @return removes it earlier
   */
  Undo addRule(String rule);

  /**
   * Lets the proxy come and go until the end, in place of the flap that it has. It is up then.
   *
   * @return ends it earlier
   */
  Undo flap(Flap flap);

  /**
   * Lets changes that were made with a {@code Lasting} last for the time from now on. Only those
   * that are still there, and still have an end.
   *
   * @return the others, in their order
   */
  List<Lasted> renew(List<Lasted> changes);

  /**
   * Gives the proxy a profile until the end, see {@link Proxy#withProfile}.
   *
   * @return removes it earlier
   */
  Undo profile(String name);

  /** Disables the proxy, see {@link Proxy#setEnabled}. At the end, it is enabled if it was. */
  void disable();
}
