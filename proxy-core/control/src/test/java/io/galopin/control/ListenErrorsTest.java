package io.galopin.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests errors that not every system gives: root may listen on every port. */
class ListenErrorsTest {

  private static final String AT = "127.0.0.1:80";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Permission denied               | bind: permission denied (expected: a port from 1024, or permission to listen on lower ones)
          Permission denied: bind         | bind: permission denied (expected: a port from 1024, or permission to listen on lower ones)
          Address already in use          | bind: address already in use
          Address already in use: bind    | bind: address already in use
          Cannot assign requested address | bind: cannot assign requested address (expected: an address of this machine)
          Too many open files             | socket: too many open files (expected: a higher limit, see ulimit -n)
          Network is down                 | bind: network is down (expected: an address and a port on which this machine can listen)
          """)
  void beginsAsToxiproxysDo(String said, String sentence) {
    assertThat(ListenErrors.listen(AT, said)).isEqualTo("listen tcp 127.0.0.1:80: " + sentence);
  }
}
