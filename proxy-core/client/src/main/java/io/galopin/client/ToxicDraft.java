package io.galopin.client;

/** The description of a toxic. Each method except {@link #toxic} returns a changed copy. */
public interface ToxicDraft {

  /** Returns the toxic described so far. */
  Toxic toxic();

  /** Lets it act on what the client sends. */
  default Toxic upstream() {
    return toxic().in(Direction.UPSTREAM);
  }

  /** Lets it act on what the backend sends. This is the default. */
  default Toxic downstream() {
    return toxic().in(Direction.DOWNSTREAM);
  }

  /**
   * Lets it act on some connections only, by chance.
   *
   * @param chance from 0 to 1
   */
  default Toxic toxicity(double chance) {
    return toxic().withToxicity(chance);
  }

  /** Gives it a name other than the default, {@code latency_downstream}. */
  default Toxic named(String name) {
    return toxic().withName(name);
  }

  /**
   * Lets it act only on connections that match.
   *
   * @param condition on {@code client.address} and {@code connection}, in the form of a rule's:
   *     {@code connection=3..}
   */
  default Toxic when(String condition) {
    return toxic().withScope(condition, toxic().trigger());
  }

  /**
   * Lets it act only at some times, or only on some of the matching connections.
   *
   * @param times in the form of a rule's: {@code every 10 s for 2 s}, {@code first 3}
   */
  default Toxic trigger(String times) {
    return toxic().withScope(toxic().when(), times);
  }
}
