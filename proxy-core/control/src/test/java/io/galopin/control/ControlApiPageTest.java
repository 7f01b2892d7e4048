package io.galopin.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Makes the calls in docs/control-api.md one after another and compares the replies. */
class ControlApiPageTest {

  private static final Path PAGE = Path.of("../../docs/control-api.md");

  /** METHOD PATH BODY, then STATUS BODY. */
  private static final Pattern SAMPLE =
      Pattern.compile("```text\n([A-Z]+) (\\S+) ?(.*)\n([0-9]{3}) ?(.*)\n```");

  @Test
  void showsCallsThatAreAnsweredAsItSays() throws IOException {
    try (ControlRig rig = ControlRig.options().main("web").config(web()).start()) {
      var samples = SAMPLE.matcher(Files.readString(PAGE)).results().toList();
      assertThat(samples).hasSizeGreaterThan(15);
      for (MatchResult sample : samples) {
        ControlRig.Answer answer = rig.call(sample.group(1), sample.group(2), sample.group(3));
        assertThat(answer.status()).as(sample.group()).isEqualTo(Integer.parseInt(sample.group(4)));
        JsonNode expected = Json.MAPPER.readTree(sample.group(5));
        assertThat(shortened(answer.json(), expected)).as(sample.group()).isEqualTo(expected);
      }
    }
  }

  private static String web() {
    return "galopin.proxies.web { listen = LISTEN, upstream = BACKEND, protocol = http }";
  }

  /** Returns the reply, with … wherever that is expected. */
  private static JsonNode shortened(JsonNode answer, JsonNode expected) {
    if (expected.isObject() && answer.isObject()) {
      ObjectNode copy = answer.deepCopy();
      expected
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (copy.has(name)) {
                  copy.set(name, shortened(copy.get(name), expected.get(name)));
                }
              });
      return copy;
    }
    boolean any = expected.toString().equals("\"…\"") || expected.toString().equals("[\"…\"]");
    return any ? expected : answer;
  }
}
