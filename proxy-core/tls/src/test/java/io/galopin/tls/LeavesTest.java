package io.galopin.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.tls.certificate.Hosts;
import io.galopin.tls.certificate.Leaf;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeavesTest {

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  @TempDir private Path folder;
  private Leaves leaves;

  @BeforeEach
  void begin() {
    leaves = new Leaves(AuthorityStore.in(folder, now::get), now::get);
  }

  private Leaf leaf(String host) {
    return leaves.get(new Leaves.Wanted(Hosts.asked(host).orElseThrow(), Optional.empty()));
  }

  @Test
  void makesEachOnce() {
    assertThat(leaf("a.example")).isSameAs(leaf("a.example")).isNotEqualTo(leaf("b.example"));
  }

  @Test
  void renewsOneBeforeItsEnd() {
    Leaf first = leaf("a.example");
    now.set(now.get().plus(Duration.ofDays(61)));

    Leaf second = leaf("a.example");

    assertThat(second).isNotEqualTo(first).isSameAs(leaf("a.example"));
    assertThat(second.chain().get(0).getNotAfter()).isAfter(now.get().plus(Duration.ofDays(80)));
  }

  @Test
  void keepsNoMoreThanBound() {
    Leaf first = leaf("first.example");
    for (int i = 0; i < Leaves.MOST; i++) {
      leaf("host" + i + ".example");
    }

    assertThat(leaves.size()).isEqualTo(Leaves.MOST);
    assertThat(leaf("first.example")).isNotSameAs(first);
  }
}
