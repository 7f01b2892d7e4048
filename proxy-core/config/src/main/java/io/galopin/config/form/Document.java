package io.galopin.config.form;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import io.galopin.config.settings.Draft;
import io.galopin.config.settings.Overlay;
import io.galopin.rules.source.Place;
import io.galopin.rules.source.Problems;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The text of a configuration. Its content tells the form: Vaurien's INI, HOCON (which includes
 * JSON), or, if it starts with {@code [}, Toxiproxy's list of proxies.
 *
 * @param source as the user named it
 * @param text all of it
 * @param file the base of relative includes; empty if the text came from elsewhere
 */
public record Document(String source, String text, Optional<Path> file) {

  /** The start of the advice that Typesafe config adds if quotes would help. */
  private static final String ADVICE = " (if you";

  /** The key under which a list is parsed. */
  private static final String LIST = "list";

  public Document {
    text = text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** Reads a file in UTF-8. */
  public static Optional<Document> read(Path file, Problems problems) {
    String expected;
    try {
      return Optional.of(new Document(file.toString(), Files.readString(file), Optional.of(file)));
    } catch (NoSuchFileException missing) {
      expected = "a file that is there";
    } catch (CharacterCodingException notText) {
      expected = "text in UTF-8";
    } catch (IOException unreadable) {
      expected = Files.isDirectory(file) ? "a file, not a folder" : "a file that can be read";
    }
    problems.add("configuration", file.toString(), expected, Place.COMMAND_LINE);
    return Optional.empty();
  }

  /** Reads the settings. {@code overlay} makes a proxy from the long options of the INI form. */
  public Draft draft(Overlay overlay, Problems problems) {
    if (IniForm.recognizes(text)) {
      return overlay.over(Draft.EMPTY, IniForm.read(text, source, problems));
    }
    Optional<JsonNames.Repeated> repeated = JsonNames.repeated(text);
    if (repeated.isPresent()) {
      problems.add(
          repeated.get().name(),
          "given twice",
          "once, as this is JSON",
          new Place(source, repeated.get().line()));
      return Draft.EMPTY;
    }
    try {
      if (IniForm.firstLine(text).startsWith("[")) {
        return new ToxiproxyForm(problems).proxies(parseList());
      }
      return new HoconForm(problems).document(parse());
    } catch (ConfigException wrong) {
      refuse(wrong, problems);
      return Draft.EMPTY;
    }
  }

  /** Parses a list, which needs a key in front. Keeps line numbers. */
  private ConfigList parseList() {
    Config parsed = ConfigFactory.parseString(LIST + " = " + text, options()).resolve();
    for (Map.Entry<String, ConfigValue> entry : parsed.root().entrySet()) {
      if (!entry.getKey().equals(LIST)) {
        throw new ConfigException.Parse(entry.getValue().origin(), "a list and something after it");
      }
    }
    return parsed.getList(LIST);
  }

  private ConfigParseOptions options() {
    return ConfigParseOptions.defaults()
        .setSyntax(ConfigSyntax.CONF)
        .setAllowMissing(false)
        .setOriginDescription(source);
  }

  private ConfigObject parse() {
    ConfigParseOptions options = options();
    // Only the absolute path of a file has a folder in which to look for includes.
    return file.map(path -> ConfigFactory.parseFile(path.toAbsolutePath().toFile(), options))
        .orElseGet(() -> ConfigFactory.parseString(text, options))
        .resolve()
        .root();
  }

  private void refuse(ConfigException wrong, Problems problems) {
    Place place = wrong.origin() == null ? new Place(source, 0) : Place.of(wrong.origin());
    String message = String.valueOf(wrong.getMessage());
    if (message.startsWith(place + ": ")) {
      message = message.substring(place.toString().length() + 2);
    }
    int advice = message.indexOf(ADVICE);
    problems.add(
        "syntax",
        advice < 0 ? message : message.substring(0, advice),
        advice < 0 ? "HOCON, JSON or INI" : "HOCON, in which such a text stands in double quotes",
        place);
  }
}
