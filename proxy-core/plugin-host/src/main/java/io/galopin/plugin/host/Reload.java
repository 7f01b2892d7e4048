package io.galopin.plugin.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One reload of a plugins folder. */
final class Reload {

  private final Roll classPath;
  private final TimeLimit limit;
  private final Offer.Taker taker;
  private final List<Problem> refusals = new ArrayList<>();
  private final List<Slot> taken = new ArrayList<>();
  private final List<FormerJar> replaced = new ArrayList<>();
  private final List<OpenJar> unused = new ArrayList<>();
  private List<Problem> ofFolder = List.of();
  private LoadedJars result;

  Reload(Roll classPath, LoadedJars before, TimeLimit limit, Offer.Taker taker) {
    this.classPath = classPath;
    this.result = before;
    this.limit = limit;
    this.taker = taker;
  }

  void run(JarFolder folder) {
    List<Slot> changed = folder.slots().stream().filter(Slot::isChanged).toList();
    ofFolder = folder.problems();
    if (changed.size() == 1 || (!changed.isEmpty() && refusal(changed) != null)) {
      for (Slot each : changed) {
        String reason = refusal(List.of(each));
        if (reason != null) {
          refuse(each, reason);
        }
      }
    }
  }

  /** Makes changes, or returns why they cannot be made. */
  private @Nullable String refusal(List<Slot> changed) {
    try {
      LoadedJars next = result.with(classPath, jars(changed), limit);
      for (Slot each : changed) {
        require(each, next);
      }
      List<Slot> useless = changed.stream().filter(each -> bringsNothing(each, next)).toList();
      if (!useless.isEmpty()) {
        throw new RejectedException(
            useless.get(0).now().flatMap(next::problemOf).orElse("brings no plugin"));
      }
      taker.take(new Offer(next.factories(), next.plugins(), names(changed, next)));
      for (Slot each : changed) {
        if (each.before() != null) {
          replaced.add(new FormerJar(each.before(), result.broughtBy(each.before())));
        }
      }
      result = next;
      taken.addAll(changed);
      return null;
    } catch (RuntimeException cannot) {
      return Objects.requireNonNullElse(cannot.getMessage(), cannot.toString());
    } catch (Throwable broken) {
      return Instances.told(broken);
    }
  }

  private List<OpenJar> jars(List<Slot> changed) {
    List<OpenJar> jars = new ArrayList<>(result.jars());
    for (Slot each : changed) {
      jars.removeIf(jar -> jar.isSameAs(each.before()));
      each.now().ifPresent(jars::add);
    }
    jars.sort(Comparator.comparing((OpenJar jar) -> jar.jar().file()));
    return jars;
  }

  /** A version that takes the place of another has to work as a whole. */
  private static void require(Slot slot, LoadedJars next) {
    if (slot.before() != null) {
      slot.now()
          .flatMap(next::problemOf)
          .ifPresent(
              reason -> {
                throw new RejectedException(reason);
              });
    }
  }

  private static boolean bringsNothing(Slot slot, LoadedJars next) {
    return slot.now().filter(jar -> next.broughtBy(jar).isEmpty()).isPresent();
  }

  private Set<PluginName> names(List<Slot> changed, LoadedJars next) {
    Set<PluginName> names = new HashSet<>();
    for (Slot each : changed) {
      if (each.before() != null) {
        names.addAll(result.broughtBy(each.before()));
      }
      each.now().ifPresent(jar -> names.addAll(next.broughtBy(jar)));
    }
    return names;
  }

  private void refuse(Slot slot, String reason) {
    slot.now().ifPresent(unused::add);
    String what = slot.now().isEmpty() ? "was removed, but " + reason : reason;
    refusals.add(new Problem(slot.file(), what + slot.stays()));
  }

  /** Returns what is in use now. */
  LoadedJars result() {
    return result;
  }

  /** Returns what cannot be used. */
  List<Problem> problems() {
    return Stream.concat(result.problems(classPath, ofFolder).stream(), refusals.stream()).toList();
  }

  /** Returns new versions that were started and are not used. */
  List<OpenJar> unused() {
    return unused;
  }

  /** Returns the versions that are no longer in use. */
  List<FormerJar> replaced() {
    return replaced;
  }

  /** Returns what has changed. */
  List<JarChange> changes() {
    return taken.stream()
        .map(
            slot ->
                new JarChange(
                    Path.of(slot.file()),
                    Optional.ofNullable(slot.before()).map(OpenJar::version),
                    slot.now().map(OpenJar::version)))
        .toList();
  }
}
