package io.galopin.protocol.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.testkit.TestSession;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rules and the journal learn of commands and replies. */
class AttributesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "MAIL FROM:<ann@example.com>                 | ann@example.com     | MAIL FROM example.com",
        "mail from: <ann@example.com>                | ann@example.com     | MAIL FROM example.com",
        "MAIL FROM:ann@example.com SIZE=1            | ann@example.com     | MAIL FROM example.com",
        "MAIL FROM:<>                                | <>                  | MAIL FROM <>",
        "MAIL FROM:<> BODY=7BIT                      | <>                  | MAIL FROM <>",
        "MAIL FROM:<@a.example,@b.example:ann@c.example> | ann@c.example   | MAIL FROM c.example",
        "MAIL FROM:<\"a b\\\"> @\"@c.example> SIZE=1 | \"a b\\\"> @\"@c.example | MAIL FROM"
            + " c.example",
        "MAIL FROM:<ann@[127.0.0.1]>                 | ann@[127.0.0.1]     | MAIL FROM [127.0.0.1]",
        "MAIL FROM:<ann@b.example                    | <ann@b.example      | MAIL FROM b.example",
        "MAIL FROM:<postmaster>                      | postmaster          | MAIL FROM"
      })
  void readsSenders(String line, String address, String label) {
    try (TestSession session = Greeted.session().client(line + "\r\n")) {
      assertThat(session.attribute("smtp.from")).hasValue(address);
      assertThat(session.attribute("smtp.command")).hasValue("MAIL");
      assertThat(session.seen()).contains("> " + label);
    }
  }

  @ParameterizedTest
  @CsvSource({"MAIL", "MAIL FROM", "MAIL FROM:", "MAIL TO:<a@b.example>", "NOOP"})
  void knowsNoSenderWhereThereIsNone(String line) {
    try (TestSession session = Greeted.session().client(line + "\r\n")) {
      assertThat(session.attribute("smtp.from")).isEmpty();
    }
  }

  @Test
  void knowsWhoseMailDataIs() {
    try (TestSession session = Greeted.session()) {
      session.client("MAIL FROM:<a@b.example> SIZE=123\r\n").backend("250 ok\r\n");
      for (String status : new String[] {"250 ok", "251 ok", "550 no", "450 no"}) {
        session.client("RCPT TO:<r" + status.substring(0, 3) + "@c.example>\r\n");
        assertThat(session.attribute("smtp.to"))
            .hasValue(List.of("r" + status.substring(0, 3) + "@c.example"));
        assertThat(session.attribute("smtp.from")).hasValue("a@b.example");
        session.backend(status + "\r\n");
      }
      session.client("DATA\r\n");
      assertThat(session.attribute("smtp.command")).hasValue("DATA");
      assertThat(session.attribute("smtp.from")).hasValue("a@b.example");
      assertThat(session.attribute("smtp.size")).hasValue(123L);
      assertThat(session.attribute("smtp.to"))
          .hasValue(List.of("r250@c.example", "r251@c.example"));

      session.backend("354 go on\r\n").client("text\r\n.\r\nDATA\r\n");
      assertThat(session.attribute("smtp.from")).isEmpty();
      assertThat(session.attribute("smtp.to")).hasValue(List.of());
    }
  }

  @Test
  void knowsTheRecipientsOfAMailThatIsPipelined() {
    try (TestSession session = Greeted.session()) {
      session.client(
          """
          MAIL FROM:<a@b.example>\r
          RCPT TO:<c@d.example>\r
          RSET\r
          MAIL FROM:<e@f.example>\r
          RCPT TO:<g@h.example>\r
          RCPT TO:<i@j.example>\r
          DATA\r
          """);
      session.backend("250 1\r\n250 2\r\n250 3\r\n250 4\r\n550 5\r\n");
      assertThat(session.attribute("smtp.command")).hasValue("RCPT");
      session.backend("250 6\r\n");
      assertThat(session.attribute("smtp.command")).hasValue("DATA");
      assertThat(session.attribute("smtp.from")).hasValue("e@f.example");
      assertThat(session.attribute("smtp.to")).hasValue(List.of("i@j.example"));
    }
  }

  @Test
  void knowsWhoseMailChunksAre() {
    try (TestSession session = Greeted.session()) {
      session.client("MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nBDAT 3\r\nabc");
      assertThat(session.attribute("smtp.command")).hasValue("RCPT");
      session.backend("250 ok\r\n250 ok\r\n");
      for (String last : new String[] {"", " LAST"}) {
        assertThat(session.attribute("smtp.command")).hasValue("BDAT");
        assertThat(session.attribute("smtp.to")).hasValue(List.of("c@d.example"));
        assertThat(session.attribute("smtp.extension")).hasValue(List.of("CHUNKING"));
        session.client("BDAT 0" + last + "\r\n");
        assertThat(session.attribute("smtp.size")).hasValue(0L);
      }
      session.client("BDAT 0\r\n");
      assertThat(session.attribute("smtp.to")).hasValue(List.of());
    }
  }

  @Test
  void forgetsRecipientsBeyondItsMemory() {
    try (TestSession session = Greeted.session().client("MAIL FROM:<>\r\n").backend("250\r\n")) {
      String local = "a".repeat(1000);
      for (int i = 0; i < 200; i++) {
        session.client("RCPT TO:<" + local + "@b>\r\n").backend("250\r\n");
      }
      session.client("DATA\r\n");
      List<?> known = (List<?>) session.attribute("smtp.to").orElseThrow();
      assertThat(known).hasSize(Envelope.MOST / (1002 + 64));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MAIL FROM:<a> SIZE=1 BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=x | 8BITMIME, DSN, SIZE,"
            + " SMTPUTF8",
        "MAIL FROM:<a> body=binarymime AUTH=<> MT-PRIORITY=3 | AUTH, BINARYMIME, MT-PRIORITY",
        "MAIL FROM:<a> HOLDFOR=1 BY=2;R foo=  | DELIVERBY, FOO, FUTURERELEASE",
        "RCPT TO:<a> NOTIFY=NEVER ORCPT=rfc822;a | DSN",
        "RCPT TO:<a>                          | ''",
        "STARTTLS                             | STARTTLS",
        "AUTH PLAIN secret                    | AUTH",
        "NOOP                                 | ''"
      })
  void namesExtensionsThatAreUsed(String line, String extensions) {
    try (TestSession session = Greeted.session().client(line + "\r\n")) {
      List<String> expected = extensions.isEmpty() ? List.of() : List.of(extensions.split(", "));
      assertThat(session.attribute("smtp.extension")).hasValue(expected);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SIZE=0          | 0",
        "size=5000000000 | 5000000000",
        "BODY=7BIT       | -1",
        "SIZE=           | -1",
        "SIZE=1x         | -1",
        "XSIZE=1         | -1"
      })
  void readsSizes(String parameter, long size) {
    try (TestSession session = Greeted.session().client("MAIL FROM:<> " + parameter + "\r\n")) {
      assertThat(session.attribute("smtp.size").orElse(-1L)).isEqualTo(size);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "250 2.1.5 ok   | 250 | 2.1.5",
        "550-5.1.1 no   | 550 | 5.1.1",
        "450 4.2.0      | 450 | 4.2.0",
        "501 5.123.123  | 501 | 5.123.123",
        "501 5.1234.1 a | 501 | ''",
        "250 3.1.1 a    | 250 | ''",
        "250 2.1.5x     | 250 | ''",
        "250 ok 2.1.5   | 250 | ''",
        "250            | 250 | ''"
      })
  void readsStatuses(String line, long status, String enhanced) {
    try (TestSession session = Greeted.session().client("NOOP\r\n").backend(line + "\r\n")) {
      assertThat(session.attribute("smtp.status")).hasValue(status);
      assertThat(session.attribute("smtp.enhanced-status").orElse("")).isEqualTo(enhanced);
    }
  }

  /** A label stands in the journal, so no mailbox, password or mail may be in it. */
  @Test
  void labelsHaveNoSecrets() {
    try (TestSession session = Greeted.session()) {
      session
          .client("MAIL FROM:<secret@b.example> AUTH=secret\r\n")
          .backend("250 ok\r\n")
          .client("RCPT TO:<secret>\r\nVRFY secret\r\nsecret secret\r\nAUTH secret secret\r\n")
          .backend("250 ok\r\n252 secret\r\n500 secret\r\n334 secret\r\n")
          .client("secret\r\n")
          .backend("235 secret\r\n")
          .client("DATA\r\n")
          .backend("354 secret\r\n")
          .client("secret\r\n.\r\n")
          .backend("250 secret\r\n");
      assertThat(session.refused()).isEmpty();
      assertThat(String.join("\n", session.seen())).doesNotContainIgnoringCase("secret");
    }
  }
}
