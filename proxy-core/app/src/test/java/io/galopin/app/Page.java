package io.galopin.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation and the samples on it.
 *
 * @param name its path from the root of the sources
 * @param text all of it
 */
record Page(String name, String text) {

  static final Path ROOT = Path.of("../..");

  private static final Pattern FENCED =
      Pattern.compile("^( *)```(\\w*)\\R(.*?)^\\1```$", Pattern.DOTALL | Pattern.MULTILINE);

  /** A call of the program at the beginning of a line, possibly after a prompt or variables. */
  private static final Pattern CALL =
      Pattern.compile("^ *(?:\\$ )?(?:[A-Z_]+=\\S+ )*(?:\\./)?galopin(?: (.*))?$");

  private static final Pattern TITLE = Pattern.compile("^#+ (.*?)\\h*$", Pattern.MULTILINE);

  private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"");
  private static final Pattern WORD = Pattern.compile("(?:" + QUOTED + "|[^\\s'\"])+");

  /**
   * A sample.
   *
   * @param language the word after the fence; empty for none
   * @param line the first line of its text, from 1
   */
  record Block(String language, String text, int line) {}

  /** Reads the page in a file of the sources. */
  static Page of(Path file) {
    return read(ROOT.relativize(file).toString());
  }

  /** Reads the page at a path from the root of the sources. */
  static Page read(String name) {
    try {
      return new Page(name, Files.readString(ROOT.resolve(name)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Returns the README and all pages in docs. */
  static List<Page> all() {
    try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(Stream.of(ROOT.resolve("README.md")), files)
          .filter(file -> file.toString().endsWith(".md"))
          .map(Page::of)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    Matcher block = FENCED.matcher(text);
    while (block.find()) {
      int line = (int) text.substring(0, block.start(3)).lines().count() + 1;
      blocks.add(new Block(block.group(2), block.group(3), line));
    }
    return blocks;
  }

  List<Block> blocks(String language) {
    return blocks().stream().filter(block -> block.language().equals(language)).toList();
  }

  /** Returns the names by which links lead to the headings, as they are made on GitHub. */
  Set<String> anchors() {
    Set<String> anchors = new HashSet<>();
    String prose = FENCED.matcher(text).replaceAll("");
    TITLE
        .matcher(prose)
        .results()
        .map(title -> title.group(1).toLowerCase(Locale.ROOT))
        .map(title -> title.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
        .forEach(
            anchor -> {
              String unique = anchor;
              for (int i = 1; !anchors.add(unique); i++) {
                unique = anchor + "-" + i;
              }
            });
    return anchors;
  }

  /** Returns the calls of the program in shell samples, each as the words after its name. */
  List<List<String>> calls() {
    return blocks("sh").stream().flatMap(block -> callsIn(block.text()).stream()).toList();
  }

  /** Returns the calls of the program in lines of shell. */
  static List<List<String>> callsIn(String lines) {
    return lines
        .replaceAll(" *\\\\\\R *", " ")
        .lines()
        .map(CALL::matcher)
        .filter(Matcher::matches)
        .map(call -> call.group(1) == null ? "" : call.group(1).replaceFirst("(^| +)#.*", ""))
        .map(Page::words)
        .toList();
  }

  /** Splits a line into words like a shell, without quotes. */
  private static List<String> words(String line) {
    return WORD.matcher(line)
        .results()
        .map(word -> QUOTED.matcher(word.group()).replaceAll("$1$2"))
        .toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
