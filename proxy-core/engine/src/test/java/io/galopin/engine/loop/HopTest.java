package io.galopin.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HopTest {

  private final List<String> refused = new ArrayList<>();

  private Hop hop(String proxy) {
    return new Hop(proxy, proxy, refused::add);
  }

  @Test
  void aPathThatReturnsToItsProxyIsRefused() {
    Hop first = hop("a");
    Hop second = hop("b");
    Hop again = hop("a");
    second.comesAfter(first);
    assertThat(refused).isEmpty();
    again.comesAfter(second);
    assertThat(refused).containsExactly("a → b → a");
  }

  @Test
  void aProxyMayNotComeAfterItself() {
    hop("a").comesAfter(hop("a"));
    assertThat(refused).containsExactly("a → a");
  }

  @Test
  void aPathIsNotFollowedForEver() {
    Hop last = hop("a");
    for (int i = 0; i < 2_000; i++) {
      Hop next = hop("p" + i);
      next.comesAfter(last);
      last = next;
    }
    hop("a").comesAfter(last);
    assertThat(refused).isEmpty();
  }
}
