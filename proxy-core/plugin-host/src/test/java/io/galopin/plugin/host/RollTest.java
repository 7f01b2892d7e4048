package io.galopin.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.PluginFactory;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RollTest {

  @Test
  void namesABuiltInClassThatIsMissingAndGoesOn() {
    Roll roll = new Roll();

    roll.addBuiltIn(
        Set.of("com.example.Gone", BuiltInBehavior.class.getName()), getClass().getClassLoader());

    assertThat(roll.problems())
        .extracting(Problem::toString)
        .containsExactly("class path: com.example.Gone: no such class");
    assertThat(roll.factories()).extracting(PluginFactory::name).containsExactly("zz-built-in");
  }
}
