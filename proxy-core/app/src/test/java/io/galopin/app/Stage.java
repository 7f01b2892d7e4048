package io.galopin.app;

import io.galopin.app.client.ClientCommands;
import io.galopin.app.options.Arguments;
import io.galopin.app.options.ReplayOptions;
import io.galopin.app.options.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A folder with the files that calls in the documentation name. The calls listen on free loopback
 * ports instead of those that they name.
 */
record Stage(Path folder) {

  private static final String FREE = "127.0.0.1:0";
  private static final Set<String> WRITTEN =
      Set.of(
          "faults.jsonl", "galopin.log", "state.json", "galopin.pem", "galopin.p12", "galopin.crl");
  private static final String PLUGINS = "my-plugins";

  /** Creates the folder, with the files that calls need and do not write themselves. */
  static Stage in(Path folder) {
    try {
      EveryNth.jar(Files.createDirectories(folder.resolve(PLUGINS)));
      return new Stage(folder);
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  /** Returns the calls on a page that run proxies, changed so that they can run here. */
  List<List<String>> runs(Page page) {
    return page.calls().stream().filter(Stage::isRun).map(this::staged).toList();
  }

  /** Whether a call runs proxies. */
  static boolean isRun(List<String> words) {
    return !isClient(words)
        && !words.contains(Arguments.HELP)
        && !words.contains(Version.OPTION)
        && (words.isEmpty() || words.get(0).startsWith("-") || words.get(0).equals("run"));
  }

  /** Returns whether a call replays a recorded run. */
  static boolean isReplay(List<String> words) {
    return words.size() > 1
        && words.get(0).equals(ReplayOptions.NAME)
        && !words.contains(Arguments.HELP);
  }

  /** Whether a call runs the demo. */
  static boolean isDemo(List<String> words) {
    return !words.isEmpty() && words.get(0).equals("demo") && !words.contains(Arguments.HELP);
  }

  /** Whether a call starts the control API without proxies. */
  static boolean isServer(List<String> words) {
    return !words.isEmpty() && words.get(0).equals("server") && !words.contains(Arguments.HELP);
  }

  /** Whether a call talks to a running server. */
  static boolean isClient(List<String> words) {
    ClientCommands commands = Main.clientCommands(Map.of());
    return !words.isEmpty()
        && !words.contains("explain")
        && !isScenario(words)
        && !isAuthority(words)
        && commands.find(commands.hostLast(words).get(0)).isPresent();
  }

  /** Whether a call is about scenarios. */
  static boolean isScenario(List<String> words) {
    return !words.isEmpty() && words.get(0).equals("scenario");
  }

  /** Whether a call is about Galopin's authority. */
  static boolean isAuthority(List<String> words) {
    return !words.isEmpty() && words.get(0).equals("ca");
  }

  /** Returns a client command for the server at {@code url} instead of the one that it names. */
  static String[] at(String url, String... words) {
    List<String> there = new ArrayList<>(List.of(words));
    int host = there.indexOf("-h");
    if (host < 0) {
      there.addAll(List.of("--host", url));
    } else {
      there.set(host + 1, url);
    }
    return there.toArray(String[]::new);
  }

  /** Returns a call, changed so that it can run here. */
  List<String> staged(List<String> words) {
    if (isScenario(words)) {
      return List.of("scenario", "check", scenario().toString());
    }
    List<String> staged = new ArrayList<>();
    if (isAuthority(words)) {
      words.forEach(word -> staged.add(staged("", word)));
      staged.addAll(List.of("--folder", folder.resolve("state").toString()));
      return staged;
    }
    for (int i = 0; i < words.size(); i++) {
      String option = i == 0 ? "" : words.get(i - 1);
      if (option.equals("--proxy") && isClient(words)) {
        // The name of a proxy there, not an address.
        option = "";
      }
      staged.add(staged(option, words.get(i)));
    }
    if (isReplay(words)) {
      record(Path.of(staged.get(1)));
    }
    if ((isRun(words) || isReplay(words))
        && !words.contains("--proxy")
        && !words.contains("--config")) {
      staged.addAll(List.of("--proxy", FREE));
    }
    if (words.contains("--http") && !words.contains("--http-port")) {
      staged.addAll(List.of("--http-port", "0"));
    }
    if (isServer(words) && !words.contains("-port")) {
      staged.addAll(List.of("--port", "0"));
    }
    return staged;
  }

  /** Writes the scenario of the guide, because running it takes too long, and tests run others. */
  private Path scenario() {
    try {
      return Files.writeString(
          folder.resolve("checkout.conf"),
          Page.read("docs/scenarios.md").blocks("hocon").get(0).text());
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  /** Writes the journal of a run with the README's configuration. */
  private static void record(Path journal) {
    try {
      Files.writeString(journal, Page.read("README.md").blocks("jsonl").get(0).text());
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  private String staged(String option, String word) {
    if (WRITTEN.contains(word) || word.equals(PLUGINS)) {
      return folder.resolve(word).toString();
    }
    return switch (option) {
      case "--proxy" -> FREE;
      case "-host", "--http-host" -> "127.0.0.1";
      case "-port", "--http-port" -> "0";
      case "--config", "-config" -> configuration(word).toString();
      case "populate" -> Page.ROOT.resolve(word).toString();
      default -> word;
    };
  }

  /** Copies the file of this name, or the README's, with free ports. */
  private Path configuration(String name) {
    String text =
        name.startsWith("conf/")
            ? Page.read(name).text()
            : Page.read("README.md").blocks("hocon").get(0).text();
    Path file = folder.resolve(name.replace('/', '-'));
    try {
      return Files.writeString(
          file, text.replaceAll("((?:listen|proxy)\"?\\s*[:=]\\s*\"?[\\w.]+):\\d+", "$1:0"));
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }
}
