package io.galopin.plugin.host;

import io.galopin.api.PluginFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The plugins that can be used, and the reasons why others cannot. Who comes first to a name has
 * it.
 */
final class Roll {

  // Not keyed by PluginName: the first hash code of a record costs 10 ms of every start.
  private final Map<PluginKind, Map<String, String>> origins = new EnumMap<>(PluginKind.class);
  private final List<Entry> builtIn = new ArrayList<>();
  private final List<Entry> thirdParty = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  /** Takes the extensions of the class path, as far as they are Galopin's. */
  void addBuiltIn(Collection<String> classNames, ClassLoader loader) {
    for (String className : new TreeSet<>(classNames)) {
      try {
        Class<?> type = Instances.load(className, loader);
        // Whoever embeds Galopin may use PF4J for things of their own.
        if (PluginFactory.class.isAssignableFrom(type)) {
          PluginFactory factory = Instances.create(type.asSubclass(PluginFactory.class));
          builtIn.add(enter(factory, "built in"));
        }
      } catch (RejectedException e) {
        problems.add(new Problem("class path", className + ": " + e.getMessage()));
      }
    }
  }

  /**
   * Takes the extensions of a JAR.
   *
   * @return what it brings; empty if nothing of it can be used
   */
  List<PluginName> addThirdParty(String jar, Collection<String> classNames, ClassLoader loader) {
    List<PluginName> brought = new ArrayList<>();
    for (String className : new TreeSet<>(classNames)) {
      try {
        Class<?> type = Instances.load(className, loader);
        if (!PluginFactory.class.isAssignableFrom(type)) {
          throw new RejectedException("no protocol, no behavior and no toxic");
        }
        PluginFactory factory = Instances.create(type.asSubclass(PluginFactory.class));
        Entry entry = enter(factory, "in " + jar);
        thirdParty.add(entry);
        brought.addAll(entry.names());
      } catch (RejectedException e) {
        addProblem(jar, className + ": " + e.getMessage());
      }
    }
    return brought;
  }

  void addProblem(String where, String reason) {
    problems.add(new Problem(where, reason));
  }

  private Entry enter(PluginFactory factory, String origin) {
    List<PluginName> names = Metadata.check(factory);
    for (PluginName name : names) {
      String first = originsOf(name.kind()).get(name.name());
      if (first != null) {
        throw new RejectedException(name + " is already " + first);
      }
    }
    names.forEach(name -> originsOf(name.kind()).put(name.name(), origin));
    return new Entry(factory, names);
  }

  private Map<String, String> originsOf(PluginKind kind) {
    return origins.computeIfAbsent(kind, key -> new HashMap<>());
  }

  /** Built-in ones first; each group sorted by name. */
  List<PluginFactory> factories() {
    return Stream.of(builtIn, thirdParty)
        .flatMap(group -> group.stream().sorted(Comparator.comparing(Entry::name)))
        .map(Entry::factory)
        .toList();
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** A plugin with its names as they were when it was checked, at least one. */
  private record Entry(PluginFactory factory, List<PluginName> names) {

    String name() {
      return names.get(0).name();
    }
  }
}
