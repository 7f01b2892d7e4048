package io.galopin.engine;

import io.galopin.api.Protocol;
import io.galopin.engine.rule.Made;
import io.galopin.engine.trouble.Nonsense;
import io.galopin.engine.trouble.PluginFailure;
import io.galopin.engine.trouble.PluginFailures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a proxy's protocol and layers change in the traffic regardless of the rules. */
final class Edits {

  private static final int MOST = 200;
  private static final int LONGEST = 1000;

  private Edits() {}

  /** In the words of each, from the socket up; nothing where it has none. */
  static List<String> of(PluginFailures failures, ProxySpec spec) {
    List<String> edits = new ArrayList<>();
    spec.stack().forEach(made -> edits.addAll(of(failures, spec.name(), made)));
    return List.copyOf(edits);
  }

  private static List<String> of(PluginFailures failures, String proxy, Made<Protocol> made) {
    try {
      return checked(made.instance().edits());
    } catch (Throwable thrown) {
      failures.tell(
          proxy,
          new PluginFailure("protocol", made.plugin(), "edits", thrown),
          "the proxy does not say what it edits");
      return List.of();
    }
  }

  private static List<String> checked(@Nullable List<String> edits) {
    if (edits == null) {
      throw new Nonsense("returned null (expected: a list of edits)");
    }
    List<String> copy = new ArrayList<>();
    for (@Nullable String edit : edits) {
      if (copy.size() == MOST) {
        throw new Nonsense("returned a list without end (expected: at most " + MOST + " edits)");
      }
      if (edit == null || !isLine(edit)) {
        throw new Nonsense(
            "returned an edit that is not a line (expected: 1 to "
                + LONGEST
                + " characters that can be printed)");
      }
      copy.add(edit);
    }
    return copy;
  }

  private static boolean isLine(String edit) {
    return !edit.isBlank()
        && edit.length() <= LONGEST
        && edit.codePoints().allMatch(Edits::isVisible);
  }

  private static boolean isVisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
