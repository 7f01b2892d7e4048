package io.galopin.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.control.ControlRig.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests that every reply has an id of its call, like Toxiproxy's replies. */
class RequestIdsTest {

  private static final String FORM = "[0-9a-v]{20}";

  private final ToxiproxyRig rig = new ToxiproxyRig();

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  @Test
  void everyReplyHasAnotherOne() {
    List<Answer> answers =
        List.of(
            rig.get("/version"),
            rig.post("/proxies", rig.entry("web", "")),
            rig.get("/proxies"),
            rig.post("/proxies/web/toxics", "{\"type\":\"noop\"}"),
            rig.control.delete("/proxies/web/toxics/noop_downstream"),
            rig.post("/reset", ""),
            rig.post("/proxies", "{"),
            rig.post("/proxies", rig.entry("web", "")),
            rig.get("/proxies/none"),
            rig.get("/no/such/call"),
            rig.put("/version", "{}"));

    assertThat(answers)
        .extracting(Answer::status)
        .containsExactly(200, 201, 200, 200, 204, 204, 400, 409, 404, 404, 405);
    assertThat(answers).extracting(RequestIdsTest::id).doesNotHaveDuplicates();
    assertThat(answers).extracting(RequestIdsTest::id).allMatch(id -> id.matches(FORM));
  }

  private static String id(Answer answer) {
    Optional<String> id = answer.response().headers().firstValue(RequestIds.HEADER);
    return id.orElse("none");
  }

  @Test
  void soHasTheReplyToWhatIsNoHttp() {
    assertThat(rig.control.raw("nonsense\r\n\r\n"))
        .containsPattern("(?i)" + RequestIds.HEADER + ": " + FORM + "\r\n");
  }

  @Test
  void thoseOfOneServerHaveItsPartInCommon() {
    RequestIds ids = new RequestIds();

    List<String> some = Stream.generate(ids::next).limit(1_000).toList();

    assertThat(some).doesNotHaveDuplicates().allMatch(id -> id.matches(FORM));
    // The time is before it, the counter after it.
    assertThat(some)
        .extracting(id -> id.substring(7, 14))
        .containsOnly(some.get(0).substring(7, 14));
  }
}
