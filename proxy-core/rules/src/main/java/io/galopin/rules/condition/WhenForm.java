package io.galopin.rules.condition;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.galopin.api.Attribute;
import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Term;
import io.galopin.rules.source.Place;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Section;
import io.galopin.rules.source.Setting;
import io.galopin.rules.source.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads conditions from objects with attributes and their expected values, {@code any}, {@code all}
 * and {@code not}. All entries have to hold. HOCON reads a key with dots as nested objects, so only
 * the protocol's attributes tell where a name ends and a value begins. Used by one thread.
 */
public final class WhenForm {

  static final String ANY = "any";
  static final String ALL = "all";
  static final String NOT = "not";

  private static final String MATCHES = "matches";
  private static final String FROM = "from";
  private static final String TO = "to";
  private static final String PRESENT = "present";

  private static final Set<String> VALUE_KEYS = Set.of(MATCHES, FROM, TO, PRESENT);
  private static final Option<Boolean> PRESENCE = Option.flag(PRESENT, "whether there is a value");
  private static final String EXPECTED =
      "a value, a list of them, { matches = REGEX }, { from = N, to = N } or { present = true }";

  private final Vocabulary vocabulary;
  private final Problems problems;

  private WhenForm(Vocabulary vocabulary, Problems problems) {
    this.vocabulary = vocabulary;
    this.problems = problems;
  }

  /** Reads the condition of a rule or a toxic. */
  public static When of(Section section) {
    return section
        .any(When.KEY)
        .map(value -> read(new Spot(section.pathOf(When.KEY), Place.of(value.origin())), value))
        .orElse(When.ALWAYS);
  }

  /** Wraps {@code value}, an object or a text, in a condition that is read later. */
  private static When read(Spot spot, ConfigValue value) {
    return new When(
        (vocabulary, problems) -> {
          if (value.render(ConfigRenderOptions.concise()).length() > WhenText.LONGEST) {
            problems.add(
                spot.what(),
                "a long condition",
                "at most " + WhenText.LONGEST + " characters",
                spot.place());
            return Optional.empty();
          }
          return new WhenForm(vocabulary, problems).condition(spot, value);
        });
  }

  private Optional<Condition> condition(Spot spot, ConfigValue value) {
    if (value instanceof ConfigObject object) {
      return When.all(spot, parts(spot, "", object)).resolve(vocabulary, problems);
    }
    if (value.valueType() != ConfigValueType.STRING) {
      return refuse(spot, Section.kind(value), "an object of conditions, or a text");
    }
    try {
      return WhenText.read(spot, (String) value.unwrapped()).resolve(vocabulary, problems);
    } catch (OptionException wrong) {
      problems.add(spot.what(), wrong, spot.place());
      return Optional.empty();
    }
  }

  /** Reads the parts of an object. Their attributes' names start with {@code before}. */
  private List<When> parts(Spot spot, String before, ConfigObject object) {
    List<When> parts = new ArrayList<>();
    if (object.isEmpty()) {
      refuse(spot, "{ }", before.isEmpty() ? "a condition in it" : EXPECTED);
    }
    for (Map.Entry<String, ConfigValue> entry :
        new Section(spot.what(), object, problems).entries().entrySet()) {
      ConfigValue value = entry.getValue();
      Spot at = new Spot(spot.under(entry.getKey()).what(), Place.of(value.origin()));
      switch (before.isEmpty() ? entry.getKey() : "") {
        case ANY -> parts.add(When.any(several(at, value)));
        case ALL -> parts.add(When.all(at, several(at, value)));
        case NOT -> parts.add(When.not(nested(at, value)));
        default -> parts.addAll(named(at, before + entry.getKey(), value));
      }
    }
    return parts;
  }

  private static When nested(Spot spot, ConfigValue value) {
    return new When(
        (vocabulary, problems) -> new WhenForm(vocabulary, problems).condition(spot, value));
  }

  private List<When> several(Spot spot, ConfigValue value) {
    List<When> conditions = new ArrayList<>();
    if (!(value instanceof ConfigList list) || list.isEmpty()) {
      refuse(spot, Section.kind(value), "a list of conditions: [ … ]");
      return List.of(refused());
    }
    for (int i = 0; i < list.size(); i++) {
      Spot at = new Spot(spot.what() + "[" + i + "]", Place.of(list.get(i).origin()));
      conditions.add(nested(at, list.get(i)));
    }
    return conditions;
  }

  /**
   * Reads a test if {@code value} can be a value of {@code name}. Otherwise reads the object below.
   */
  private List<When> named(Spot spot, String name, ConfigValue value) {
    boolean isValue =
        !(value instanceof ConfigObject object)
            || (isKnown(name) && VALUE_KEYS.containsAll(object.keySet()));
    return isValue
        ? List.of(test(spot, name, value))
        : parts(spot, name + ".", (ConfigObject) value);
  }

  private boolean isKnown(String name) {
    try {
      return vocabulary.term(name) != null;
    } catch (OptionException unknown) {
      return false;
    }
  }

  private When test(Spot spot, String name, ConfigValue value) {
    Term term;
    try {
      term = vocabulary.term(name);
    } catch (OptionException unknown) {
      problems.add(spot.what(), unknown, spot.place());
      return refused();
    }
    if (value instanceof ConfigObject object) {
      return special(spot, term, object);
    }
    if (!(value instanceof ConfigList list)) {
      return text(spot, value).map(text -> expected(spot, term, "=", text)).orElse(refused());
    }
    List<String> texts =
        list.stream().flatMap(each -> text(spot, each).stream()).collect(Collectors.toList());
    if (list.isEmpty()) {
      refuse(spot, "[ ]", "at least one value");
    }
    return texts.size() == list.size() && !list.isEmpty()
        ? expected(spot, term, "=", String.join("|", texts))
        : refused();
  }

  private When special(Spot spot, Term term, ConfigObject object) {
    Section section = new Section(spot.what(), object, problems);
    boolean range = object.containsKey(FROM) || object.containsKey(TO);
    if (object.isEmpty()
        || (object.size() > 1 && !(range && Set.of(FROM, TO).containsAll(object.keySet())))) {
      refuse(spot, String.join(", ", object.keySet()), EXPECTED);
      return refused();
    }
    if (range && term.attribute().type() != Attribute.Type.NUMBER) {
      refuse(spot, "from, to", "= or matches, only numbers have an order");
      return refused();
    }
    if (range) {
      String from = section.single(FROM).map(Setting::text).orElse("");
      String to = section.single(TO).map(Setting::text).orElse("");
      return expected(spot, term, "=", from + ".." + to);
    }
    if (object.containsKey(MATCHES)) {
      return section
          .single(MATCHES)
          .map(regex -> expected(spot, term, "~", regex.text()))
          .orElse(refused());
    }
    When has = When.test(spot, known -> Condition.has(term));
    return section
        .single(PRESENT)
        .flatMap(setting -> setting.read(PRESENCE, problems))
        .map(present -> present ? has : When.not(has))
        .orElse(refused());
  }

  /**
   * Creates a test that reports problems at {@code spot}, which already has the attribute's name.
   */
  private static When expected(Spot spot, Term term, String sign, String text) {
    return new When(
        (vocabulary, problems) -> {
          try {
            return Optional.of(Expectations.test(term, sign, text));
          } catch (OptionException wrong) {
            problems.add(spot.what(), wrong, spot.place());
            return Optional.empty();
          }
        });
  }

  private Optional<String> text(Spot spot, ConfigValue value) {
    return new Section("", value.atKey("value").root(), problems)
        .single(spot.what(), value)
        .map(Setting::text);
  }

  private Optional<Condition> refuse(Spot spot, String given, String expected) {
    problems.add(spot.what(), given, expected, spot.place());
    return Optional.empty();
  }

  /** Stands for a part that was already refused. */
  private static When refused() {
    return new When((vocabulary, problems) -> Optional.empty());
  }
}
