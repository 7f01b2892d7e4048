package io.galopin.config.form;

import io.galopin.api.Option;
import io.galopin.config.settings.LongOptions;
import io.galopin.config.settings.StatsdConfig;
import io.galopin.rules.source.Place;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Setting;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads Vaurien's INI form: {@code [vaurien]} with long options, {@code [behavior:delay]} and
 * {@code [protocol:http]} with options of plugins, {@code [statsd]}. Comments start with {@code #}
 * or {@code ;}, on a separate line or after white space. Quotes around a value are removed, and
 * {@code ${NAME}} stands for an environment variable.
 */
public final class IniForm {

  private static final Pattern COMMENT = Pattern.compile("(^|\\s)[#;].*");
  private static final Pattern HEADER = Pattern.compile("\\[\\s*([^\\[\\]\"{},]+?)\\s*]");
  private static final Pattern PLUGIN = Pattern.compile("(behavior|protocol)\\s*[:.]\\s*(\\S+)");
  private static final Pattern PAIR = Pattern.compile("([^=:]+?)\\s*[=:]\\s*(.*)");

  private static final List<String> SECTIONS =
      List.of("vaurien", "behavior:NAME", "protocol:NAME", StatsdConfig.SECTION);

  private static final Pattern QUOTED = Pattern.compile("\"(.*)\"|'(.*)'");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

  private final Problems problems;
  private final UnaryOperator<@Nullable String> environment;
  private final LongOptions options = new LongOptions();
  private final Set<String> seen = new HashSet<>();

  /** The current section; empty before the first. */
  private String section = "";

  /** Whether the current section is unknown, so that its keys need no message. */
  private boolean refused;

  private IniForm(Problems problems, UnaryOperator<@Nullable String> environment) {
    this.problems = problems;
    this.environment = environment;
  }

  /** Whether the first line that is not a comment is a section header. */
  public static boolean recognizes(String text) {
    return HEADER.matcher(firstLine(text)).matches();
  }

  /**
   * Returns the first line that is neither empty nor a comment, in any form; empty if there is
   * none.
   */
  static String firstLine(String text) {
    return text.lines()
        .map(IniForm::withoutComment)
        .filter(line -> !line.isEmpty() && !line.startsWith("//"))
        .findFirst()
        .orElse("");
  }

  /** Reads {@code text} with the environment variables of this process. */
  public static LongOptions read(String text, String source, Problems problems) {
    return read(text, source, problems, System::getenv);
  }

  /**
   * Reads {@code text}.
   *
   * @param environment returns the value of a variable; null if there is none
   */
  public static LongOptions read(
      String text, String source, Problems problems, UnaryOperator<@Nullable String> environment) {
    IniForm form = new IniForm(problems, environment);
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      form.line(withoutComment(lines.get(i)), new Place(source, i + 1));
    }
    return form.options;
  }

  private static String withoutComment(String line) {
    return COMMENT.matcher(line).replaceFirst("").trim();
  }

  private void line(String line, Place place) {
    Matcher header = HEADER.matcher(line);
    Matcher pair = PAIR.matcher(line);
    if (header.matches()) {
      begin(header.group(1), place);
    } else if (pair.matches()) {
      if (!refused) {
        pair(pair.group(1), pair.group(2), place);
      }
    } else if (!line.isEmpty()) {
      problems.add("line", '"' + line + '"', "[section], key = value or # a comment", place);
    }
  }

  private void begin(String name, Place place) {
    Matcher plugin = PLUGIN.matcher(name);
    section = plugin.matches() ? plugin.group(1) + ":" + plugin.group(2) : name;
    refused = !plugin.matches() && !name.equals("vaurien") && !name.equals(StatsdConfig.SECTION);
    if (refused) {
      problems.unknown("[" + name + "]", "unknown section", name, SECTIONS, place);
    }
  }

  /** Removes quotes and replaces variables by their values. */
  private String plain(String name, String written, Place place) {
    Matcher quoted = QUOTED.matcher(written);
    String text =
        !quoted.matches() ? written : quoted.group(1) != null ? quoted.group(1) : quoted.group(2);
    return VARIABLE
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(variable(name, found.group(1), place)));
  }

  private String variable(String name, String variable, Place place) {
    String value = environment.apply(variable);
    if (value == null) {
      problems.add(name, "${" + variable + "}", "a variable that is set in the environment", place);
      return "";
    }
    return value;
  }

  private void pair(String written, String given, Place place) {
    String key = Option.normalName(written);
    String text = plain(written, given, place);
    Setting value =
        new Setting(section.equals("vaurien") ? written : section + " " + written, text, place);
    Matcher plugin = PLUGIN.matcher(section);
    if (section.isEmpty()) {
      problems.add(written, text, "a section before it, as [vaurien]", place);
    } else if (!seen.add(section + " " + key)) {
      problems.add(value.name(), "given twice", "once", place);
    } else if (plugin.matches() && plugin.group(1).equals("behavior")) {
      options.putBehavior(plugin.group(2), key, value);
    } else if (plugin.matches()) {
      options.putProtocol(plugin.group(2), key, value);
    } else if (section.equals(StatsdConfig.SECTION)) {
      statsd(key, value);
    } else if (LongOptions.NAMES.contains(key)) {
      options.put(key, value);
    } else {
      problems.unknownKey(value.name(), key, LongOptions.NAMES, place);
    }
  }

  private void statsd(String key, Setting value) {
    if (StatsdConfig.KEYS.contains(key)) {
      options.put(StatsdConfig.path(key), value);
    } else {
      problems.unknownKey(value.name(), key, StatsdConfig.KEYS, value.place());
    }
  }
}
