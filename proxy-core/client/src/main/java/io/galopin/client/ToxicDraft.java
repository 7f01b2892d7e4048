package io.galopin.client;

/** What a toxic can be made from; each method gives a new object. */
public interface ToxicDraft {

  /** The toxic as it is described so far. */
  Toxic toxic();

  /** It acts on what the client sends. */
  default Toxic upstream() {
    return toxic().in(Direction.UPSTREAM);
  }

  /** It acts on what the backend sends, as it does if nothing is said. */
  default Toxic downstream() {
    return toxic().in(Direction.DOWNSTREAM);
  }

  /**
   * It acts on a part of the connections.
   *
   * @param chance 0 to 1
   */
  default Toxic toxicity(double chance) {
    return toxic().withToxicity(chance);
  }

  /** It has a name of its own, rather than one like {@code latency_downstream}. */
  default Toxic named(String name) {
    return toxic().withName(name);
  }

  /**
   * It may act on some connections only.
   *
   * @param condition about {@code client.address} and {@code connection}, as a rule has it: {@code
   *     connection=3..}
   */
  default Toxic when(String condition) {
    return toxic().withScope(condition, toxic().trigger());
  }

  /**
   * It may act at some times only, or on some of those connections.
   *
   * @param times as a rule has it: {@code every 10 s for 2 s}, {@code first 3}
   */
  default Toxic trigger(String times) {
    return toxic().withScope(toxic().when(), times);
  }
}
