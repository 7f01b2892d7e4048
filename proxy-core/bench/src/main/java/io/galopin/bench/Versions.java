package io.galopin.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galopin.bench.peer.Children;
import io.galopin.bench.peer.Peer;
import io.galopin.bench.peer.Peers;
import io.galopin.bench.peer.RedisServer;
import io.galopin.bench.peer.Site;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The versions of the programs that take part, in their own words. */
final class Versions {

  private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+[\\w.+~-]*");
  private static final Map<Peer, String> OPTIONS = new LinkedHashMap<>();

  static {
    OPTIONS.put(Peers.HAPROXY, "-v");
    OPTIONS.put(Peers.NGINX, "-v");
    OPTIONS.put(Peers.SOCAT, "-V");
    OPTIONS.put(Peers.TOXIPROXY, "-version");
    OPTIONS.put(RedisServer.PEER, "--version");
  }

  private Versions() {}

  /** Returns one text per installed program. */
  static List<String> of(Site site) throws IOException {
    List<String> versions = new ArrayList<>();
    versions.add("galopin " + ask(site.galopin().toString(), "--version"));
    for (Map.Entry<Peer, String> one : OPTIONS.entrySet()) {
      String program = one.getKey().program();
      if (site.has(one.getKey())) {
        versions.add(program + " " + ask(program, one.getValue()));
      }
    }
    return List.of(String.join(", ", versions));
  }

  private static String ask(String program, String option) throws IOException {
    Process process = Children.start(new ProcessBuilder(program, option).redirectErrorStream(true));
    String answer = new String(process.getInputStream().readAllBytes(), UTF_8);
    Children.end(process);
    Matcher version = VERSION.matcher(answer);
    return version.find() ? version.group() : "of an unknown version";
  }
}
