package io.galopin.plugin.host;

import io.galopin.api.PluginFactory;
import io.galopin.api.ProtocolFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The list of usable plugins, and why others are not usable. The first plugin with a name gets it.
 */
final class Roll {

  // Not keyed by PluginName: the first hash code of a record costs 10 ms of every start.
  private final Map<PluginKind, Map<String, String>> origins = new EnumMap<>(PluginKind.class);
  private final List<Candidate> builtIn;
  private final List<Candidate> thirdParty = new ArrayList<>();
  private final List<Problem> problems;

  /** An empty list. */
  Roll() {
    this(List.of(), List.of());
  }

  private Roll(List<Candidate> builtIn, List<Problem> problems) {
    this.builtIn = new ArrayList<>(builtIn);
    this.problems = new ArrayList<>(problems);
  }

  /** Returns another list that begins with the same plugins, which come from the class path. */
  Roll again() {
    Roll again = new Roll(builtIn, problems);
    origins.forEach((kind, names) -> again.origins.put(kind, new HashMap<>(names)));
    return again;
  }

  /** Adds plugins from the class path. */
  void addBuiltIn(Collection<Candidate> candidates) {
    for (Candidate candidate : candidates) {
      if (enter("class path", "built in", candidate)) {
        builtIn.add(candidate);
      }
    }
  }

  /**
   * Adds plugins from a JAR.
   *
   * @return those that were added; empty if none can be used
   */
  List<PluginName> addThirdParty(String jar, Collection<Candidate> candidates) {
    List<PluginName> brought = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (enter(jar, "in " + jar, candidate)) {
        thirdParty.add(candidate);
        brought.addAll(candidate.names());
      }
    }
    return brought;
  }

  void addProblem(String where, String reason) {
    problems.add(new Problem(where, reason));
  }

  private boolean enter(String where, String origin, Candidate candidate) {
    for (PluginName name : candidate.names()) {
      String first = originsOf(name.kind()).get(name.name());
      if (first != null) {
        addProblem(where, candidate.className() + ": " + name + " is already " + first);
        return false;
      }
    }
    candidate.names().forEach(name -> originsOf(name.kind()).put(name.name(), origin));
    return true;
  }

  private Map<String, String> originsOf(PluginKind kind) {
    return origins.computeIfAbsent(kind, key -> new HashMap<>());
  }

  /** Returns all protocols. */
  List<ProtocolFactory> protocols() {
    return factories().stream()
        .filter(ProtocolFactory.class::isInstance)
        .map(ProtocolFactory.class::cast)
        .toList();
  }

  /** Returns built-in ones first, then others, each group sorted by name. */
  List<PluginFactory> factories() {
    return Stream.of(builtIn, thirdParty)
        .flatMap(group -> group.stream().sorted(Comparator.comparing(Candidate::name)))
        .flatMap(candidate -> candidate.factories().stream())
        .toList();
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }
}
