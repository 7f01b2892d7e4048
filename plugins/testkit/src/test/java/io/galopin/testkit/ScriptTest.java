package io.galopin.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.testkit.LineProtocol.Fault;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptTest {

  private static final Script LINES =
      Script.of("a line each").clientLines("one").backendLines("1").sees("> line", ">| 5");

  @Test
  void acceptsWhatIsSeen() {
    Script script = LINES.sees("< line", "<| 3");

    assertThatCode(() -> script.check(new LineProtocol(), Map.of())).doesNotThrowAnyException();
  }

  @Test
  void refusesWhatIsSeenToo() {
    assertThatThrownBy(() -> LINES.check(new LineProtocol(), Map.of()))
        .hasMessage("a line each: \"[> line, >| 5, < line, <| 3]\" (expected: \"[> line, >| 5]\")");
  }

  @Test
  void refusesWhatIsSeenOfWholeLinesOnly() {
    LineProtocol protocol = new LineProtocol(Fault.LINES_THAT_COME_WHOLE_ONLY);

    assertThatThrownBy(() -> LINES.sees("< line", "<| 3").check(protocol, Map.of()))
        .hasMessageStartingWith("byte by byte: ");
  }
}
