package io.galopin.rules.profile;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Section;
import java.util.Map;
import java.util.TreeMap;

/** The data of the profiles that come with Galopin. */
final class BuiltIn {

  private static final String FILE = "galopin-profiles.conf";

  /** A profile that says nothing. */
  static final ConfigObject NONE = ConfigFactory.empty().root();

  private static final ConfigObject DATA =
      ConfigFactory.parseResources(
              BuiltIn.class.getClassLoader(),
              FILE,
              ConfigParseOptions.defaults().setAllowMissing(false).setOriginDescription(FILE))
          .getObject(Profiles.KEY);

  /** The profiles as they are written, by name. */
  static final Map<String, ConfigObject> OBJECTS = objects();

  private BuiltIn() {}

  private static Map<String, ConfigObject> objects() {
    Map<String, ConfigObject> objects = new TreeMap<>();
    DATA.forEach((name, value) -> objects.put(name, (ConfigObject) value));
    return objects;
  }

  static Map<String, Profile> profiles() {
    Problems problems = new Problems();
    Map<String, Profile> profiles =
        new ProfileForm(problems, Map.of()).all(new Section(Profiles.KEY, DATA, problems));
    problems.throwIfAny();
    return profiles;
  }
}
