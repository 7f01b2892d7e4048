package io.galopin.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.testkit.TestSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

  private static final HttpProtocolFactory HTTP = new HttpProtocolFactory();
  private static final String REST = "-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @ParameterizedTest
  @ValueSource(strings = {"traceparent: ", "TraceParent:\t", "TRACEPARENT:"})
  void isTheFieldOfThatNameInAnyCase(String name) {
    assertThat(read(name + "00" + REST + " \r\n")).isEqualTo("00" + REST);
  }

  @Test
  void isCutToWhatAllVersionsHaveInCommon() {
    assertThat(read("traceparent: cc" + REST + "-what-the-future-will-be-like\r\n"))
        .isEqualTo("cc" + REST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "traceparents: 00" + REST + "\r\n",
        "tracestate_: 00" + REST + "\r\n",
        "traceparent:\r\n",
        "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331\r\n",
        "traceparent: 00" + REST + "-00\r\n",
        "traceparent: cc" + REST + "00\r\n",
        "traceparent: 00" + REST + "\r\ntraceparent: 00" + REST + "\r\n",
        "traceparent: 00" + REST + "\r\nTraceparent:\r\n",
        "traceparent: 00" + REST + "\r\na: b\r\ntraceparent: cc" + REST + "\r\n",
      })
  void isEmptyIfThereIsNoneThatCanBeMeant(String fields) {
    assertThat(read(fields)).isEmpty();
  }

  @Test
  void isNotThatOfThePreviousRequest() {
    String with = "GET / HTTP/1.1\r\nHost: x\r\ntraceparent: 00" + REST + "\r\n\r\n";
    String without = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    try (TestSession session = TestSession.of(HTTP).client(with + without + with)) {
      assertThat(session.requests())
          .extracting(request -> request.traceParent())
          .containsExactly("00" + REST, "", "00" + REST);
    }
  }

  private static String read(String fields) {
    try (TestSession session =
        TestSession.of(HTTP).client("GET / HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n")) {
      return session.requests().get(0).traceParent();
    }
  }
}
