package io.galopin.config.form;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValueFactory;
import io.galopin.config.settings.Draft;
import io.galopin.config.settings.ProxyDraft;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Section;
import io.galopin.rules.source.Setting;
import java.util.HashMap;
import java.util.Map;

/**
 * The defaults of {@code reference.conf}, in the form of a file.
 *
 * @param draft what applies if a file says nothing
 * @param main the listen and upstream addresses of a command line's proxy
 * @param server the single values that differ for a server that waits for calls
 */
public record Defaults(Draft draft, ProxyDraft main, Map<String, Setting> server) {

  private static final String MAIN = "main";
  private static final String SERVER = "server";
  private static final String FILE = "reference.conf";

  /** Errors name the file without its path. */
  private static final ConfigParseOptions ORIGIN =
      ConfigParseOptions.defaults().setOriginDescription(FILE);

  /** Reads {@code reference.conf} from the class path. */
  public static Defaults load() {
    ConfigObject reference =
        ConfigFactory.parseResources(Defaults.class.getClassLoader(), FILE, ORIGIN)
            // Other libraries have files of this name, which do not concern Galopin.
            .withOnlyPath("galopin")
            .resolve()
            .getObject("galopin");
    Problems problems = new Problems();
    HoconForm form = new HoconForm(problems);
    Draft draft =
        form.document(
            (ConfigObject)
                ConfigValueFactory.fromAnyRef(
                    Map.of("galopin", reference.withoutKey(MAIN).withoutKey(SERVER))));
    ProxyDraft main = form.proxy(new Section(MAIN, (ConfigObject) reference.get(MAIN), problems));
    Draft server =
        form.document(
            (ConfigObject) ConfigValueFactory.fromAnyRef(Map.of("galopin", reference.get(SERVER))));
    problems.throwIfAny();
    return new Defaults(draft, main, server.settings());
  }

  /** Returns the defaults for a server that waits for calls. */
  public Defaults forServer() {
    Map<String, Setting> settings = new HashMap<>(draft.settings());
    settings.putAll(server);
    return new Defaults(
        new Draft(settings, draft.common(), draft.proxies(), draft.places(), draft.notices()),
        main,
        server);
  }
}
