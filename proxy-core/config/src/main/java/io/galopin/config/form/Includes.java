package io.galopin.config.form;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigParseable;
import com.typesafe.config.ConfigSyntax;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the files that a configuration includes, and those that it would if they were there. */
public final class Includes implements ConfigIncluder, ConfigIncluderFile {

  /** What HOCON adds to a name without an ending. */
  private static final List<String> ENDINGS = List.of("", ".conf", ".json", ".properties");

  private final Set<Path> files;
  private final @Nullable ConfigIncluder others;

  private Includes(Set<Path> files, @Nullable ConfigIncluder others) {
    this.files = files;
    this.others = others;
  }

  /** Returns absolute paths, of {@code file}, too. If it is wrong, those up to there. */
  public static Set<Path> of(Path file) {
    Set<Path> files = new LinkedHashSet<>();
    files.add(file.toAbsolutePath());
    try {
      ConfigFactory.parseFile(
          file.toAbsolutePath().toFile(),
          ConfigParseOptions.defaults()
              .setSyntax(ConfigSyntax.CONF)
              .prependIncluder(new Includes(files, null)));
    } catch (ConfigException wrong) {
      // Whoever reads it says so.
      return files;
    }
    return files;
  }

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return new Includes(files, fallback);
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    try {
      ConfigParseable folder = context.relativeTo(".");
      String place = folder == null ? null : folder.origin().filename();
      if (place != null) {
        Path beside = Path.of(place).normalize().resolve(what);
        ENDINGS.forEach(ending -> files.add(Path.of(beside + ending).normalize()));
      }
    } catch (InvalidPathException none) {
      // Not the name of a file.
    }
    return others == null ? ConfigFactory.empty().root() : others.include(context, what);
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File what) {
    files.add(what.toPath().toAbsolutePath());
    return others instanceof ConfigIncluderFile more
        ? more.includeFile(context, what)
        : ConfigFactory.empty().root();
  }
}
