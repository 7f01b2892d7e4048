package io.galopin.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WayOutTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Address already in use          | ' (expected: a port that no other program uses; 0 picks a free one)'
          Permission denied               | ' (expected: a port from 1024, or permission to listen on lower ones)'
          Cannot assign requested address | ' (expected: an address of this machine)'
          its name is unknown             | ''
          """)
  void saysWhatToDo(String said, String wayOut) {
    String sentence = "proxy main: cannot listen on 127.0.0.1:80: " + said;

    assertThat(WayOut.of(sentence)).hasMessage(sentence + wayOut);
  }
}
