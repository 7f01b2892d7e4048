package io.galopin.rules.profile;

import io.galopin.api.Excerpt;
import io.galopin.api.Names;
import io.galopin.api.OptionException;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The profiles that are known, by name. Immutable. */
public final class Profiles {

  /** The key of users' profiles in a configuration. */
  public static final String KEY = "profiles";

  /** The key of a proxy's profile in a configuration. */
  public static final String OF_PROXY = "profile";

  private static final Profiles BUILT_IN = new Profiles(BuiltIn.profiles());

  private final Map<String, Profile> all;

  private Profiles(Map<String, Profile> all) {
    this.all = Collections.unmodifiableMap(new TreeMap<>(all));
  }

  /** Returns those that come with Galopin. */
  public static Profiles builtIn() {
    return BUILT_IN;
  }

  /** Returns these and others, which replace those of the same name. */
  public Profiles with(Map<String, Profile> others) {
    Map<String, Profile> both = new TreeMap<>(all);
    both.putAll(others);
    return new Profiles(both);
  }

  /** Returns all, sorted by name. */
  public Collection<Profile> all() {
    return all.values();
  }

  /**
   * Returns the profile of this name.
   *
   * @throws OptionException if there is none; it names the nearest one
   */
  public Profile named(String name) {
    Profile found = all.get(name);
    if (found == null) {
      throw new OptionException(
          OF_PROXY,
          Excerpt.of(name),
          Names.nearest(name, all.keySet()).map(near -> near + "? ").orElse("")
              + "one of "
              + some());
    }
    return found;
  }

  private String some() {
    int most = 30;
    String first = String.join(", ", all.keySet().stream().limit(most).toList());
    return all.size() <= most ? first : first + " and " + (all.size() - most) + " more";
  }
}
