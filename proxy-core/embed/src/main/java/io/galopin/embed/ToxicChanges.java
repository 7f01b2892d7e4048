package io.galopin.embed;

import io.galopin.client.GalopinException;
import io.galopin.engine.rule.ToxicSpec;
import java.util.ArrayList;
import java.util.List;

/** What becomes of the toxics of a proxy. Nothing here changes what it is given. */
final class ToxicChanges {

  private ToxicChanges() {}

  /**
   * {@code added} behind all others.
   *
   * @param proxy its name
   */
  static List<ToxicSpec> add(String proxy, List<ToxicSpec> now, ToxicSpec added) {
    if (now.stream().anyMatch(toxic -> toxic.name().equals(added.name()))) {
      throw new GalopinException(
          "toxic: "
              + added.name()
              + " (expected: a name that no other toxic of "
              + proxy
              + " has)");
    }
    List<ToxicSpec> toxics = new ArrayList<>(now);
    toxics.add(added);
    return toxics;
  }

  /**
   * The toxic of this name.
   *
   * @param proxy its name
   */
  static ToxicSpec find(String proxy, List<ToxicSpec> now, String name) {
    return now.stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new GalopinException(
                    "toxic: \"" + name + "\" (expected: the name of one that " + proxy + " has)"));
  }

  /** {@code after} in the place of {@code before}. */
  static List<ToxicSpec> replace(List<ToxicSpec> now, ToxicSpec before, ToxicSpec after) {
    List<ToxicSpec> toxics = new ArrayList<>(now);
    toxics.set(toxics.indexOf(before), after);
    return toxics;
  }
}
