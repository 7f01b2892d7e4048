package io.galopin.embed;

import io.galopin.client.Traffic;
import io.galopin.engine.ToxicSpec;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says why a toxic has not fired. Thread-safe. */
final class UnfiredToxic implements Unfired {

  private final ToxicSpec toxic;
  private final long open;
  private final Traffic begun;
  private final Supplier<Traffic> now;
  private volatile @Nullable Traffic ended;

  /** A toxic that is set when so many connections are open and so much has come. */
  UnfiredToxic(ToxicSpec toxic, long open, Traffic begun, Supplier<Traffic> now) {
    this.toxic = toxic;
    this.open = open;
    this.begun = begun;
    this.now = now;
  }

  /** It is taken away when so much has come; gives true. */
  boolean end(Traffic traffic) {
    ended = traffic;
    return true;
  }

  @Override
  public String sentence() {
    Traffic end = ended;
    if (end == null) {
      end = now.get();
    }
    return "toxic "
        + toxic.name()
        + " never fired: "
        + reason(open + end.connections() - begun.connections());
  }

  private String reason(long connections) {
    if (connections == 0) {
      return "no traffic, not one connection was open while it was set";
    }
    if (!toxic.scope().when().parts().isEmpty() || !toxic.scope().trigger().isAlways()) {
      return "none of " + connections + " connections was within its condition and trigger";
    }
    return toxic.toxicity() < 1
        ? Unfired.chance(toxic.toxicity(), connections, "connections")
        : "nothing was sent " + toxic.direction() + " on " + connections + " connections";
  }
}
