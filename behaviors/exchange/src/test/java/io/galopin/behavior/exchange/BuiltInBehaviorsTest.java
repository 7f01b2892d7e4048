package io.galopin.behavior.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.BehaviorFactory;
import io.galopin.api.Option;
import io.galopin.api.Options;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.pf4j.Extension;

class BuiltInBehaviorsTest {

  static final List<BehaviorFactory> FACTORIES =
      List.of(
          new AbortFactory(),
          new BlackoutFactory(),
          new DelayFactory(),
          new DummyFactory(),
          new ErrorFactory(),
          new HangFactory(),
          new TransientFactory());

  @Test
  void haveTheNamesThatVaurienGaveThem() {
    assertThat(FACTORIES)
        .extracting(BehaviorFactory::name)
        .containsExactly("abort", "blackout", "delay", "dummy", "error", "hang", "transient");
  }

  @Test
  void areAllListedInTheIndexOfExtensions() throws IOException {
    assertThat(indexLines())
        .as("what PF4J's annotation processor wrote")
        .containsExactlyInAnyOrderElementsOf(
            FACTORIES.stream().map(factory -> factory.getClass().getName()).toList());
  }

  @ParameterizedTest
  @FieldSource("FACTORIES")
  void canBeMadeByTheHost(BehaviorFactory factory) throws ReflectiveOperationException {
    assertThat(factory.getClass()).hasAnnotation(Extension.class);
    assertThat(factory.getClass().getConstructor().newInstance().name()).isEqualTo(factory.name());
    assertThat(factory.create(Options.defaults(factory.options()))).isNotNull();
  }

  @ParameterizedTest
  @FieldSource("FACTORIES")
  void describeThemselvesInOneLineWithoutFullStop(BehaviorFactory factory) {
    assertThat(factory.description()).isNotBlank().doesNotEndWith(".").doesNotContain("\n");
    assertThat(factory.options())
        .allSatisfy(
            option ->
                assertThat(option.description())
                    .isNotBlank()
                    .doesNotEndWith(".")
                    .doesNotContain("\n"));
  }

  @ParameterizedTest
  @FieldSource("FACTORIES")
  void nameEachOptionOnceAndWithHyphens(BehaviorFactory factory) {
    assertThat(factory.options())
        .extracting(Option::name)
        .doesNotHaveDuplicates()
        .allSatisfy(name -> assertThat(name).matches("[a-z][a-z0-9-]*"));
  }

  @ParameterizedTest
  @FieldSource("FACTORIES")
  void haveDefaultsThatTheyWouldTake(BehaviorFactory factory) {
    for (Option<?> option : factory.options()) {
      assertThat(option.defaultText()).isNotEmpty();
      assertThat(option.parse(option.defaultText())).isEqualTo(option.defaultValue().orElseThrow());
    }
  }

  /** Those of the tests too, which have an index of their own. */
  private static List<String> indexLines() throws IOException {
    List<String> lines = new ArrayList<>();
    ClassLoader loader = BehaviorFactory.class.getClassLoader();
    for (URL index : Collections.list(loader.getResources("META-INF/extensions.idx"))) {
      try (InputStream in = index.openStream()) {
        new String(in.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.startsWith("#"))
            .forEach(lines::add);
      }
    }
    return lines;
  }
}
