package io.galopin.app;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds groups of classes that all depend on each other, directly or indirectly, largest first. No
 * class of such a group can be understood, tested or moved without all the others.
 *
 * <p>Nested classes count as their enclosing class. A constant that the compiler copies leaves no
 * trace in the class that uses it, so it is not a dependency here.
 */
final class Knots {

  private final Map<String, Set<String>> uses;

  private Knots(Map<String, Set<String>> uses) {
    this.uses = uses;
  }

  /** Returns the knots of these classes, ignoring all others. */
  static List<Set<String>> of(JavaClasses classes) {
    Map<String, Set<String>> uses = new TreeMap<>();
    classes.forEach(each -> uses.computeIfAbsent(outermost(each), name -> new TreeSet<>()));
    for (JavaClass each : classes) {
      for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
        String used = outermost(dependency.getTargetClass().getBaseComponentType());
        if (uses.containsKey(used)) {
          uses.get(outermost(each)).add(used);
        }
      }
    }
    return of(uses);
  }

  /** Returns the knots of a graph that maps each node to the nodes that it uses. */
  static List<Set<String>> of(Map<String, Set<String>> uses) {
    return new Knots(uses).all();
  }

  private static String outermost(JavaClass type) {
    return type.getEnclosingClass().map(Knots::outermost).orElse(type.getName());
  }

  private List<Set<String>> all() {
    Map<String, Set<String>> reached = new TreeMap<>();
    uses.keySet().forEach(name -> reached.put(name, reachedFrom(name)));
    Set<Set<String>> knots = new HashSet<>();
    reached.forEach(
        (name, others) -> {
          Set<String> knot = new TreeSet<>(others);
          knot.removeIf(other -> !reached.get(other).contains(name));
          if (knot.size() > 1) {
            knots.add(knot);
          }
        });
    return knots.stream()
        .sorted(Comparator.<Set<String>>comparingInt(Set::size).reversed())
        .toList();
  }

  private Set<String> reachedFrom(String name) {
    Set<String> reached = new HashSet<>();
    Deque<String> left = new ArrayDeque<>(uses.get(name));
    while (!left.isEmpty()) {
      String next = left.remove();
      if (reached.add(next)) {
        left.addAll(uses.get(next));
      }
    }
    return reached;
  }
}
