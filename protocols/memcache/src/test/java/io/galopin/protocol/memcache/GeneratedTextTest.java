package io.galopin.protocol.memcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.testkit.Dialogue;
import io.galopin.testkit.TestSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that each message is found in generated streams of the text protocol. */
class GeneratedTextTest {

  /**
   * A generated message.
   *
   * @param label the expected label
   */
  private record Generated(String label, String bytes) {}

  static IntStream seeds() {
    return IntStream.range(0, 100);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void findsEachMessage(int seed) {
    Random random = new Random(seed);
    List<Generated> requests = new ArrayList<>();
    List<Generated> replies = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      requests.add(request(random));
      replies.add(reply(random));
    }
    try (TestSession session = TestSession.of(new MemcacheProtocolFactory())) {
      session.play(Dialogue.start().client(join(requests)).inPieces(() -> 1 + random.nextInt(100)));
      session.play(Dialogue.start().backend(join(replies)).inPieces(() -> 1 + random.nextInt(100)));
      assertThat(session.refused()).isEmpty();
      List<String> expected = new ArrayList<>(seen(">", requests));
      expected.addAll(seen("<", replies));
      assertThat(session.seen()).isEqualTo(expected);
    }
  }

  private static List<String> seen(String side, List<Generated> messages) {
    return messages.stream()
        .flatMap(
            message ->
                List.of(side + " " + message.label(), side + "| " + message.bytes().length())
                    .stream())
        .toList();
  }

  private static Generated request(Random random) {
    String key = "k" + random.nextInt(1_000_000);
    String end = pick(random, "\r\n", "\n");
    String value = value(random);
    String cas = random.nextInt(1_000) + "";
    return switch (random.nextInt(6)) {
      case 0 -> new Generated("get " + key, "get " + key + " l".repeat(random.nextInt(50)) + end);
      case 1 ->
          new Generated(
              "set " + key, "set " + key + " 0  0 " + value.length() + end + value + "\r\n");
      case 2 ->
          new Generated(
              "cas " + key,
              "cas " + key + " 1 -1 " + value.length() + " " + cas + end + value + "\r\n");
      case 3 ->
          new Generated(
              "ms " + key,
              "ms "
                  + key
                  + " "
                  + value.length()
                  + pick(random, "", " T0", " k O5")
                  + end
                  + value
                  + "\r\n");
      case 4 -> new Generated("mg " + key, "mg " + key + pick(random, "", " v", " k v t") + end);
      default -> new Generated("incr " + key, "incr " + key + " " + cas + end);
    };
  }

  private static Generated reply(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> {
        StringBuilder bytes = new StringBuilder();
        int items = random.nextInt(4);
        for (int i = 0; i < items; i++) {
          String value = value(random);
          bytes.append("VALUE k 0 " + value.length() + pick(random, "", " 77") + "\r\n");
          bytes.append(value).append("\r\n");
        }
        yield new Generated(items == 0 ? "END" : "VALUE", bytes + "END\r\n");
      }
      case 1 -> {
        String value = value(random);
        yield new Generated("VA", "VA " + value.length() + " t0\r\n" + value + "\r\n");
      }
      case 2 -> new Generated("STAT", "STAT a b\r\n".repeat(1 + random.nextInt(9)) + "END\r\n");
      case 3 -> new Generated("NUMBER", random.nextInt(1_000_000) + "\r\n");
      default -> new Generated("STORED", "STORED\r\n");
    };
  }

  /** Returns a value full of bytes that have a meaning outside values. */
  private static String value(Random random) {
    StringBuilder value = new StringBuilder();
    for (int length = random.nextInt(200); length > 0; length--) {
      value.append(pick(random, "\r\n", "END\r\n", "VALUE a 0 1\r\n", "\0", "\u00ff", "x"));
    }
    return value.toString();
  }

  private static String pick(Random random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static String join(List<Generated> messages) {
    StringBuilder all = new StringBuilder();
    messages.forEach(message -> all.append(message.bytes()));
    return all.toString();
  }
}
