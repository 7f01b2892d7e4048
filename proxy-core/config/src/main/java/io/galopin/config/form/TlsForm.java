package io.galopin.config.form;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.galopin.config.tls.TlsKeys;
import io.galopin.rules.source.Place;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Section;
import io.galopin.rules.source.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the settings of TLS of one proxy, or of several, as they are written in a document. */
final class TlsForm {

  private static final String AUTO = "auto";

  private final Problems problems;

  TlsForm(Problems problems) {
    this.problems = problems;
  }

  /** Puts those of a proxy into {@code settings}, by the keys of {@link TlsKeys}. */
  void read(Section proxy, Map<String, Setting> settings) {
    listening(proxy, TlsKeys.LISTEN, TlsKeys.LISTEN, settings);
    proxy
        .section(TlsKeys.BACKEND)
        .ifPresent(section -> inner(TlsKeys.BACKEND, section, TlsKeys.OF_BACKEND, settings));
  }

  /** Puts those of the control API into {@code settings}. */
  void readHttp(Section http, Map<String, Setting> settings) {
    listening(http, "tls", TlsKeys.HTTP, settings);
  }

  private void listening(Section section, String key, String name, Map<String, Setting> settings) {
    String what = section.pathOf(key);
    Optional<ConfigValue> value = section.any(key);
    if (value.isPresent() && value.get() instanceof ConfigObject object) {
      inner(name, new Section(what, object, problems), TlsKeys.OF_LISTEN, settings);
      if (TlsKeys.ofKeys(name).noneMatch(settings::containsKey)) {
        settings.put(name, new Setting(what, AUTO, Place.of(object.origin())));
      }
    } else {
      value
          .flatMap(alone -> section.single(what, alone))
          .ifPresent(setting -> settings.put(name, setting));
    }
  }

  private static void inner(
      String name, Section section, List<String> keys, Map<String, Setting> settings) {
    for (String key : keys) {
      section
          .any(key)
          .flatMap(value -> text(section, key, value))
          .ifPresent(setting -> settings.put(TlsKeys.path(name, key), setting));
    }
    section.refuseOthers();
  }

  /** Lists become a text with commas, as on a command line. */
  private static Optional<Setting> text(Section section, String key, ConfigValue value) {
    String what = section.pathOf(key);
    if (!(value instanceof ConfigList list) || !TlsKeys.isList(key)) {
      return section.single(what, value);
    }
    List<Setting> each =
        list.stream().map(one -> section.single(what, one)).flatMap(Optional::stream).toList();
    return Optional.of(
        new Setting(
            what,
            each.stream().map(Setting::text).collect(Collectors.joining(",")),
            Place.of(value.origin())));
  }
}
