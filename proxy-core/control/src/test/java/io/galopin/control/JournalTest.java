package io.galopin.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.control.ControlRig.Answer;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JournalTest {

  private ControlRig rig = ControlRig.two().main("web").journalEntries(8).start();

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  /** Lets a number of exchanges fail, on a separate connection. */
  private void fail(int count) throws IOException {
    rig.put("/behavior", "{\"name\": \"error\"}");
    long before = rig.engine.journal().written();
    Socket socket = rig.connect("web");
    for (int i = 0; i < count; i++) {
      ControlRig.exchange(socket);
    }
    await().until(() -> rig.engine.journal().written() == before + count);
  }

  private static List<Long> numbers(Answer answer) {
    List<Long> numbers = new ArrayList<>();
    for (JsonNode entry : answer.json().get("entries")) {
      numbers.add(entry.get("number").longValue());
    }
    return numbers;
  }

  @Test
  void isEmptyAtFirst() {
    assertThat(rig.get("/journal").text())
        .isEqualTo("{\"seed\":42,\"entries\":[],\"last\":0,\"let-go\":0}");
  }

  @Test
  void hasAnEntryForEachFault() throws IOException {
    fail(1);

    JsonNode entry = rig.get("/journal").json().get("entries").get(0);

    assertThat(entry.toString())
        .matches(
            "\\{\"number\":1,\"time\":\"20[^\"]+Z\",\"seed\":42,\"origin\":\"injected\","
                + "\"proxy\":\"web\",\"connection\":1,\"exchange\":1,\"direction\":\"upstream\",\"rule\":\"\","
                + "\"plugin\":\"error\",\"decision\":\"fail 50[0-3]\",\"request\":\"GET /\","
                + "\"done\":\\{\"hook\":\"before\",\"action\":\"fail\",\"failure\":\"error\"}}");
  }

  @Test
  void isReadInPieces() throws IOException {
    fail(5);

    Answer first = rig.get("/journal?limit=2");
    Answer second = rig.get("/journal?limit=2&after=" + first.json().get("last"));
    Answer rest = rig.get("/journal?after=" + second.json().get("last"));

    assertThat(numbers(first)).containsExactly(1L, 2L);
    assertThat(numbers(second)).containsExactly(3L, 4L);
    assertThat(numbers(rest)).containsExactly(5L);
    assertThat(rig.get("/journal?after=5").text())
        .isEqualTo("{\"seed\":42,\"entries\":[],\"last\":5,\"let-go\":0}");
  }

  @Test
  void saysHowManyEntriesItLetGo() throws IOException {
    fail(11);

    Answer answer = rig.get("/journal");

    assertThat(numbers(answer)).containsExactly(4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L);
    assertThat(answer.json().get("let-go").longValue()).isEqualTo(3);
    assertThat(answer.json().get("last").longValue()).isEqualTo(11);
  }

  @Test
  void hasTheEntriesOfOneProxy() throws IOException {
    fail(2);
    rig.put("/proxies/db/backend", "{\"backend\": \"127.0.0.1:1\"}");
    rig.connect("db");
    await().until(() -> rig.engine.journal().written() == 3);

    assertThat(numbers(rig.get("/journal?proxy=web"))).containsExactly(1L, 2L);
    assertThat(numbers(rig.get("/journal?proxy=db"))).containsExactly(3L);
    assertThat(rig.get("/journal?proxy=db").text()).contains("\"origin\":\"network\"");
    assertThat(rig.get("/journal?proxy=none").text())
        .isEqualTo("{\"seed\":42,\"entries\":[],\"last\":3,\"let-go\":0}");
  }

  @Test
  void sendsReadersFromTheFutureBack() throws IOException {
    fail(2);

    assertThat(rig.get("/journal?after=999").json().get("last").longValue()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "after=-1, after: -1",
    "after=x, after: x",
    "after=1.5, after: 1.5",
    "after=99999999999999999999, after: 9",
    "limit=0, limit: 0",
    "limit=10001, limit: 10001",
    "limit=, limit:",
    "offset=3, offset: unknown"
  })
  void refusesParametersThatAreWrong(String query, String sentence) {
    Answer answer = rig.get("/journal?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("error").textValue()).startsWith(sentence).contains("expected:");
    assertThat(answer.json().get("status").intValue()).isEqualTo(400);
  }
}
