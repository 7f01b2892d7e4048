package io.galopin.engine.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "finishConnect(..) failed with error(-111): Connection refused: /127.0.0.1:80"
            + " | Connection refused",
        "connect(..) failed with error(-101): Network is unreachable: db/10.0.0.1:80"
            + " | Network is unreachable",
        "bind(..) failed with error(-98): Address already in use | Address already in use",
        "Connection refused: getsockopt: localhost/127.0.0.1:80 | Connection refused: getsockopt",
        "Connection reset by peer | Connection reset by peer",
        "no route: try again | no route: try again",
      })
  void areWordsForUsers(String message, String reason) {
    assertThat(Reasons.of(new IOException(message))).isEqualTo(reason);
  }

  @Test
  void areThoseOfTheDeepestCause() {
    Throwable refused = new ConnectException("Connection refused");
    Throwable failure = new IOException("cannot connect", new IOException("failed", refused));
    assertThat(Reasons.of(failure)).isEqualTo("Connection refused");
  }

  @Test
  void areTheTypeWhereThereAreNoWords() {
    assertThat(Reasons.of(new IOException("cannot connect", new ConnectException())))
        .isEqualTo("java.net.ConnectException");
  }
}
