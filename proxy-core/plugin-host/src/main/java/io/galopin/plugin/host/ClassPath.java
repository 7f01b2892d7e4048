package io.galopin.plugin.host;

import io.galopin.api.PluginFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds Galopin's extensions on the class path. */
final class ClassPath {

  private static final String WHERE = "class path";

  private final ClassLoader loader;
  private final TimeLimit limit;
  private final Roll roll;

  ClassPath(ClassLoader loader, TimeLimit limit, Roll roll) {
    this.loader = loader;
    this.limit = limit;
    this.roll = roll;
  }

  /**
   * Adds them to the roll. One whose code never returns becomes a problem, and the others are
   * added.
   */
  void enter() {
    List<String> left = List.copyOf(names());
    while (!left.isEmpty()) {
      List<String> now = left;
      List<Runnable> done = Collections.synchronizedList(new ArrayList<>());
      try {
        limit.attempt(WHERE, () -> look(now, done), late -> {});
        left = List.of();
      } catch (RejectedException slow) {
        List<Runnable> before = List.copyOf(done);
        left = now.subList(Math.min(before.size() + 1, now.size()), now.size());
        before.forEach(Runnable::run);
        if (before.size() < now.size()) {
          roll.addProblem(WHERE, now.get(before.size()) + ": " + slow.getMessage());
        }
        continue;
      }
      done.forEach(Runnable::run);
    }
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>();
    try {
      for (URL index : Collections.list(loader.getResources(ExtensionsIndex.PATH))) {
        names.addAll(read(index));
      }
    } catch (IOException e) {
      roll.addProblem(WHERE, ExtensionsIndex.PATH + " cannot be read: " + e);
    }
    return names;
  }

  private Set<String> read(URL index) {
    try {
      URLConnection connection = index.openConnection();
      // A cached JAR stays open, and would cause errors once the file is replaced.
      connection.setUseCaches(false);
      try (InputStream in = connection.getInputStream()) {
        return ExtensionsIndex.read(in);
      }
    } catch (IOException e) {
      roll.addProblem(index.toString(), "cannot be read: " + e);
    } catch (RejectedException e) {
      roll.addProblem(index.toString(), e.getMessage());
    }
    return Set.of();
  }

  /** Checks each class, and adds to {@code done} what is to be entered on the roll. */
  private boolean look(List<String> names, List<Runnable> done) {
    for (String name : names) {
      done.add(look(name));
    }
    return true;
  }

  private Runnable look(String className) {
    try {
      Class<?> type = Instances.load(className, loader);
      // A program that embeds Galopin may also use PF4J for itself.
      if (!PluginFactory.class.isAssignableFrom(type)) {
        return () -> {};
      }
      Candidate found = Candidate.builtIn(className, type.asSubclass(PluginFactory.class));
      return () -> roll.addBuiltIn(List.of(found));
    } catch (RejectedException e) {
      return () -> roll.addProblem(WHERE, className + ": " + e.getMessage());
    }
  }
}
