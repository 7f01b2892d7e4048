package io.galopin.protocol.smtp.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sessions of all kinds of commands have the same replies with a proxy and without. */
class GeneratedSessionsTest {

  private static final String[] COMMANDS = {
    "EHLO me",
    "HELO me",
    "NOOP",
    "NOOP a b",
    "RSET",
    "VRFY ann",
    "EXPN list",
    "HELP",
    "FOO bar",
    "MAIL FROM:<a@example.org>",
    "MAIL FROM:<> SIZE=100",
    "MAIL FROM:<a@example.org> SIZE=9999999",
    "MAIL FROM: b",
    "RCPT TO:<b@example.com>",
    "RCPT TO:<\"c d\"@example.com>",
    "RCPT TO:",
    "AUTH PLAIN AGEAYg==",
    "AUTH FOO",
    "QUITE"
  };

  private static RichBackend backend;

  @BeforeAll
  static void start() throws Exception {
    backend = new RichBackend();
  }

  @AfterAll
  static void stop() {
    backend.close();
  }

  @Test
  void areTheSameInASample() throws IOException {
    check(200);
  }

  @Test
  @Tag("thorough")
  void areTheSame() throws IOException {
    check(5_000);
  }

  private static void check(int sessions) throws IOException {
    try (Front front = Front.of(backend.port())) {
      for (int seed = 0; seed < sessions; seed++) {
        assertThat(replies(front.port(), seed))
            .as("session %s", seed)
            .isEqualTo(replies(backend.port(), seed));
      }
    }
  }

  private static List<String> replies(int port, int seed) throws IOException {
    Random random = new Random(seed);
    List<String> replies = new ArrayList<>();
    try (Wire wire = new Wire(port)) {
      replies.add(wire.reply());
      replies.add(wire.ask("EHLO me"));
      for (int steps = 3 + random.nextInt(10); steps > 0; steps--) {
        step(wire, random, replies);
      }
      replies.add(wire.ask("QUIT"));
      replies.add(wire.readToEnd());
    } catch (EOFException closed) {
      replies.add("closed");
    }
    return replies;
  }

  private static void step(Wire wire, Random random, List<String> replies) throws IOException {
    switch (random.nextInt(4)) {
      case 0 -> {
        int count = 1 + random.nextInt(5);
        StringBuilder group = new StringBuilder();
        for (int i = 0; i < count; i++) {
          group.append(COMMANDS[random.nextInt(COMMANDS.length)]).append("\r\n");
        }
        wire.say(group.toString());
        for (int i = 0; i < count; i++) {
          replies.add(wire.reply());
        }
      }
      case 1 -> {
        replies.add(wire.ask("DATA"));
        if (replies.get(replies.size() - 1).startsWith("354")) {
          replies.add(wire.ask(text(random) + "\r\n."));
        }
      }
      case 2 -> {
        String chunk = text(random);
        // SubEtha takes no other command behind a chunk that is not the last.
        String last = random.nextBoolean() ? "" : "BDAT 0 LAST\r\n";
        replies.add(wire.ask("RSET"));
        replies.add(wire.ask("MAIL FROM:<>"));
        replies.add(wire.ask("RCPT TO:<a@example.com>"));
        wire.say(
            "BDAT " + chunk.length() + (last.isEmpty() ? " LAST" : "") + "\r\n" + chunk + last);
        replies.add(wire.reply());
        if (!last.isEmpty()) {
          replies.add(wire.reply());
        }
      }
      default -> replies.add(wire.ask(COMMANDS[random.nextInt(COMMANDS.length)]));
    }
  }

  /** Lines of a mail, some of which begin with a dot that is doubled. */
  private static String text(Random random) {
    StringBuilder text = new StringBuilder("a: b");
    for (int lines = random.nextInt(20); lines > 0; lines--) {
      text.append("\r\n")
          .append(random.nextBoolean() ? ".." : "")
          .append("x".repeat(random.nextInt(80)));
    }
    return text.toString();
  }
}
