package io.galopin.plugin.host;

import io.galopin.api.PluginFactory;
import io.galopin.api.ProtocolFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * JARs in use, with the plugins that they and the class path bring. Immutable.
 *
 * @param jars in order of their file names
 * @param asked the same JARs, whose behaviors know their options for all protocols
 * @param protocols all that there are
 * @param roll the plugins
 * @param plugins what each JAR brings
 */
record LoadedJars(
    List<OpenJar> jars,
    List<OpenJar> asked,
    List<ProtocolFactory> protocols,
    Roll roll,
    List<PluginFactory> factories,
    List<LoadedPlugin> plugins) {

  LoadedJars {
    jars = List.copyOf(jars);
    asked = List.copyOf(asked);
    protocols = List.copyOf(protocols);
    plugins = List.copyOf(plugins);
  }

  /** Returns only what the class path brings. */
  static LoadedJars none(Roll classPath) {
    return new LoadedJars(
        List.of(), List.of(), classPath.protocols(), classPath, classPath.factories(), List.of());
  }

  /**
   * Returns other JARs with the same class path. Runs code of JARs.
   *
   * @param classPath what the class path brings
   * @param wanted the JARs, in order of their file names
   */
  LoadedJars with(Roll classPath, List<OpenJar> wanted, TimeLimit limit) {
    Roll again = classPath.again();
    List<ProtocolFactory> spoken = new ArrayList<>(again.protocols());
    wanted.forEach(jar -> spoken.addAll(jar.protocols()));
    boolean same = areSame(spoken);
    List<OpenJar> answered = new ArrayList<>();
    List<LoadedPlugin> brought = new ArrayList<>();
    for (OpenJar jar : wanted) {
      int known = same ? placeOf(jar) : -1;
      OpenJar one = known >= 0 ? asked.get(known) : ask(jar, spoken, limit);
      answered.add(one);
      brought.add(one.loaded(enroll(one, again)));
    }
    return new LoadedJars(wanted, answered, spoken, again, again.factories(), brought);
  }

  private int placeOf(OpenJar jar) {
    return IntStream.range(0, jars.size())
        .filter(i -> jars.get(i).isSameAs(jar))
        .findFirst()
        .orElse(-1);
  }

  private static OpenJar ask(OpenJar jar, List<ProtocolFactory> spoken, TimeLimit limit) {
    try {
      return limit.attempt(jar.file(), () -> jar.at(spoken), late -> {});
    } catch (RejectedException e) {
      return jar.refusing(e.getMessage());
    }
  }

  private boolean areSame(List<ProtocolFactory> others) {
    return protocols.size() == others.size()
        && IntStream.range(0, others.size()).allMatch(i -> protocols.get(i) == others.get(i));
  }

  private static List<PluginName> enroll(OpenJar jar, Roll roll) {
    if (jar.jar().extensions().isEmpty()) {
      roll.addProblem(
          jar.file(), "META-INF/extensions.idx names no class (expected: those with @Extension)");
    }
    jar.refused().forEach(reason -> roll.addProblem(jar.file(), reason));
    return roll.addThirdParty(jar.file(), jar.candidates());
  }

  /** Returns only some of the JARs; others bring nothing. */
  LoadedJars only(List<OpenJar> useful) {
    return new LoadedJars(
        useful,
        useful.stream().map(jar -> asked.get(placeOf(jar))).toList(),
        protocols,
        roll,
        factories,
        plugins.stream().filter(plugin -> !plugin.brings().isEmpty()).toList());
  }

  /**
   * Returns what cannot be used: on the class path, in the folder, and of what was loaded.
   *
   * @param ofFolder why JARs were not loaded
   */
  List<Problem> problems(Roll classPath, List<Problem> ofFolder) {
    List<Problem> first = classPath.problems();
    List<Problem> all = new ArrayList<>(first);
    all.addAll(ofFolder);
    all.addAll(roll.problems().subList(first.size(), roll.problems().size()));
    return List.copyOf(all);
  }

  /** Returns what a JAR brings; nothing if it cannot be used. */
  List<PluginName> broughtBy(OpenJar jar) {
    return plugins.stream()
        .filter(plugin -> plugin.file().equals(jar.jar().file()))
        .findFirst()
        .map(LoadedPlugin::brings)
        .orElse(List.of());
  }

  /** Returns why a JAR cannot be used, or not all of it. */
  Optional<String> problemOf(OpenJar jar) {
    return roll.problems().stream()
        .filter(problem -> Objects.equals(problem.where(), jar.file()))
        .findFirst()
        .map(Problem::reason);
  }
}
