package io.galopin.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTest {

  private static final Path CONFIGURATIONS = Path.of("peers");

  @TempDir private Path work;

  @Test
  void fillsEveryPlaceholderOfEveryConfiguration() throws IOException {
    Site site = site("/galopin", Optional.empty());

    site.render(site.places(work, 1, 2, 3), work);

    for (Path file : files(work)) {
      assertThat(file).content().doesNotContainPattern("@[a-z-]+@");
    }
    assertThat(work.resolve("socat.sh")).content().contains("TCP4-LISTEN:1,", "127.0.0.1:2,");
  }

  @Test
  void hasAConfigurationForEachPeer() throws IOException {
    Map<String, String> places = Map.of("folder", CONFIGURATIONS.toString());
    Set<Path> files = Set.copyOf(files(CONFIGURATIONS));

    for (Peer peer : Stream.concat(Peers.HTTP.stream(), Peers.STREAMS.stream()).toList()) {
      Set<Path> named =
          peer.command().stream()
              .map(part -> Path.of(Site.replace(part, places)))
              .filter(files::contains)
              .collect(Collectors.toSet());
      assertThat(named).as(peer.name()).hasSize(peer.isDirect() ? 0 : 1);
    }
  }

  @Test
  void findsProgramsOnThePathAndByTheirPlace() {
    Site site = site("/no/galopin", Optional.empty());

    assertThat(site.has(Peer.DIRECT)).isTrue();
    assertThat(site.has(Peers.GALOPIN)).isFalse();
    assertThat(site.has(new Peer("shell", "sh", List.of("sh"), false, Map.of()))).isTrue();
  }

  @Test
  void putsTheOtherGalopinBesideTheFirst() {
    Site site = site("/bin/sh", Optional.of(Path.of("/bin/true")));

    List<Peer> contenders = site.contenders(List.of(Peer.DIRECT, Peers.GALOPIN_HTTP));

    assertThat(contenders)
        .extracting(Peer::name)
        .containsExactly("direct", "galopin http", "galopin http beside");
    assertThat(site.program(contenders.get(2))).isEqualTo("/bin/true");
    assertThat(contenders.get(2).command())
        .containsExactly("/bin/true", "--config", "@folder@/galopin-http.conf");
  }

  private Site site(String galopin, Optional<Path> beside) {
    return new Site(Path.of(galopin), beside, CONFIGURATIONS, work);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
