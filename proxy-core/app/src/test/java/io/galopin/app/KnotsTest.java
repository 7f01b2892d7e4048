package io.galopin.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KnotsTest {

  @Test
  void findsWhatDependsOnEachOtherAroundCornersTheLargestFirst() {
    Map<String, Set<String>> uses =
        Map.of(
            "top", Set.of("pair", "a"),
            "pair", Set.of("other", "leaf"),
            "other", Set.of("pair"),
            "a", Set.of("b"),
            "b", Set.of("c", "leaf"),
            "c", Set.of("a", "pair"),
            "leaf", Set.of());

    assertThat(Knots.of(uses)).containsExactly(Set.of("a", "b", "c"), Set.of("other", "pair"));
  }

  @Test
  void doesNotCallAClassAKnotThatUsesItself() {
    assertThat(Knots.of(Map.of("a", Set.of("a")))).isEmpty();
  }

  @Test
  void readsFromClassesWhoUsesWhom() {
    // A text can be made of a builder, and a builder of a text. An identifier needs texts.
    assertThat(
            Knots.of(
                new ClassFileImporter()
                    .importClasses(String.class, StringBuilder.class, UUID.class)))
        .containsExactly(Set.of("java.lang.String", "java.lang.StringBuilder"));
  }
}
