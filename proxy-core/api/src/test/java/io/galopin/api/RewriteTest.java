package io.galopin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RewriteTest {

  @Test
  void keepsItsValuesInTheOrderInWhichTheyWereGiven() {
    Map<String, String> given = new LinkedHashMap<>();
    for (int i = 20; i > 0; i--) {
      given.put("name-" + i, "value");
    }

    assertThat(new Action.Rewrite(given).values().keySet())
        .containsExactlyElementsOf(given.keySet());
  }

  @Test
  void takesNoNull() {
    assertThatThrownBy(() -> new Action.Rewrite(Collections.singletonMap("name", null)))
        .isInstanceOf(NullPointerException.class);
  }
}
