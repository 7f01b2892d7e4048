package io.galopin.bench;

import io.galopin.bench.load.Network;
import io.galopin.bench.part.Bench;
import io.galopin.bench.part.Part;
import io.galopin.bench.peer.Peer;
import io.galopin.bench.peer.Peers;
import io.galopin.bench.peer.Site;
import io.galopin.bench.report.Machine;
import io.galopin.bench.report.Page;
import io.galopin.bench.report.Report;
import io.galopin.bench.report.Results;
import io.galopin.bench.report.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Runs measurements and writes a report; see {@link Arguments}. */
public final class Main {

  private Main() {}

  /** Exits with 2 if the arguments are wrong. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Arguments arguments;
    try {
      arguments = Arguments.of(args);
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.exit(2);
      return;
    }
    Path work = Files.createTempDirectory("galopin-bench");
    try (Network network = new Network()) {
      Site site = new Site(arguments.galopin(), arguments.beside(), arguments.peers(), work);
      Bench bench =
          new Bench(
              arguments.rounds(),
              arguments.time(),
              arguments.perSecond(),
              arguments.only(),
              site,
              network,
              System.out);
      run(arguments, bench);
    }
    System.out.println("logs of the peers: " + work);
  }

  private static void run(Arguments arguments, Bench bench)
      throws IOException, InterruptedException {
    Report report = new Report(circumstances(arguments, bench.site()));
    for (Part part : arguments.parts()) {
      System.out.println(part.name());
      report.add(new Section(part.title(), part.about(), results(part, bench)));
      // Written after each part, so that nothing is lost if a later one is interrupted.
      report.write(arguments.folder());
    }
    if (arguments.page().isPresent()) {
      Page.put(report, arguments.page().get());
    }
    System.out.println(arguments.folder().resolve("report.md"));
  }

  /** Runs a part. If it fails, the others go on. */
  private static Results results(Part part, Bench bench) throws InterruptedException {
    try {
      return part.run(bench);
    } catch (IOException failure) {
      Results none = new Results();
      none.note("This could not be measured: " + failure.getMessage() + ".");
      System.out.println("  failed: " + failure.getMessage());
      return none;
    }
  }

  private static List<String> circumstances(Arguments arguments, Site site) throws IOException {
    List<String> sentences = new ArrayList<>();
    sentences.add(LocalDate.now(ZoneOffset.UTC) + ", " + Machine.sentence());
    sentences.add(
        "rounds: %d, seconds of each measurement: %s; medians, and least and most"
            .formatted(arguments.rounds(), arguments.time().toMillis() / 1e3));
    sentences.add("× name: how many times the value of that contender this is");
    sentences.addAll(Versions.of(site));
    List<String> missing =
        Peers.HTTP.stream()
            .filter(peer -> !site.has(peer))
            .map(Peer::program)
            .distinct()
            .collect(Collectors.toList());
    if (!missing.isEmpty()) {
      sentences.add("not installed, and so left out: " + String.join(", ", missing));
    }
    return sentences;
  }
}
