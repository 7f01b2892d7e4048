package io.galopin.protocol.smtp;

import io.galopin.testkit.Script;
import java.util.List;

/** Conversations as servers and clients have them. */
final class Scripts {

  private static final String MAIL = "Subject: a\r\n\r\nHello.\r\n..dots\r\n.. \r\nworld\r\n";

  private Scripts() {}

  static List<Script> all() {
    return List.of(
        mail(),
        pipelined(),
        emptyMail(),
        rejectedData(),
        replyBeforeTheEnd(),
        chunks(),
        authPlain(),
        authLogin(),
        authRejected(),
        starttls(),
        starttlsRejected(),
        turn(),
        unasked(),
        notGreeted(),
        early(),
        others());
  }

  private static Script begin(String name) {
    return Script.of(name).backend(Greeted.GREETING).sees("> CONNECT", "< 220", "<| 11");
  }

  private static Script mail() {
    return Script.of("mail")
        .backendLines("220-mail.example.com ESMTP", "220 ready")
        .clientLines("EHLO client.example.org")
        .backendLines("250-mail.example.com", "250-SIZE 1000", "250-8BITMIME", "250 HELP")
        .clientLines("mail from: <Ann@Example.com> SIZE=50 BODY=8BITMIME")
        .backendLines("250 2.1.0 Ok")
        .clientLines("RCPT TO:<bob@example.net>")
        .backendLines("250 2.1.5 Ok")
        .clientLines("DATA")
        .backendLines("354 End data with <CR><LF>.<CR><LF>")
        .client(MAIL + ".\r\n")
        .backendLines("250 2.0.0 Ok: queued")
        .clientLines("QUIT")
        .backendLines("221 2.0.0 Bye")
        .sees("> CONNECT", "< 220", "<| 39", "> EHLO", ">| 25", "< 250", "<| 61")
        .sees("> MAIL FROM Example.com", ">| 52", "< 250", "<| 14")
        .sees("> RCPT TO example.net", ">| 27", "< 250", "<| 14")
        .sees("> DATA", "< 354", "<| 37", ">| 51", "< 250", "<| 22")
        .sees("> QUIT", ">| 6", "< 221", "<| 15");
  }

  private static Script pipelined() {
    return begin("pipelined")
        .clientLines("MAIL FROM:<>", "RCPT TO:<@relay.example:a@b.example>", "RCPT TO:<c>", "DATA")
        .backendLines("250 ok", "250 ok", "550 5.1.1 no")
        .backendLines("354 go on")
        .client(MAIL + ".\r\nRSET\r\nNOOP\r\n")
        .backendLines("250 ok", "250 ok", "250 ok")
        .sees("> MAIL FROM <>", ">| 14", "> RCPT TO b.example", ">| 38", "> RCPT TO", ">| 13")
        .sees("< 250", "<| 8", "< 250", "<| 8", "< 550", "<| 14")
        .sees("> DATA", "< 354", "<| 11", ">| 51", "> RSET", ">| 6", "> NOOP", ">| 6")
        .sees("< 250", "<| 8", "< 250", "<| 8", "< 250", "<| 8");
  }

  private static Script emptyMail() {
    return begin("empty mail")
        .clientLines("DATA")
        .backendLines("354 go on")
        .client(".\r\n")
        .backendLines("250 ok")
        .sees("> DATA", "< 354", "<| 11", ">| 9", "< 250", "<| 8");
  }

  private static Script rejectedData() {
    return begin("DATA is rejected")
        .clientLines("DATA")
        .backendLines("554 5.5.1 Error: no valid recipients")
        .clientLines("QUIT")
        .backendLines("221 bye")
        .sees("> DATA", "< 554", "<| 38", "> QUIT", ">| 6", "< 221", "<| 9");
  }

  private static Script replyBeforeTheEnd() {
    return begin("a reply before the mail's end")
        .clientLines("DATA")
        .backendLines("354 go on")
        .client("line\r\n")
        .backendLines("552 5.3.4 too large")
        .client("line\r\n.\r\nQUIT\r\n")
        .backendLines("221 bye")
        .sees("> DATA", "< 354", "<| 11", "< 552", "<| 21", ">| 21", "> QUIT", ">| 6")
        .sees("< 221", "<| 9");
  }

  private static Script chunks() {
    return begin("chunks")
        .clientLines("MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>", "BDAT 5")
        .backendLines("250 ok", "250 ok")
        .client("\r\n.\r\nBDAT 3 LAST\r\n.\r\nbdat 0 last \r\n")
        .backendLines("250 2.0.0 5 octets", "250 ok", "503 5.5.1 no transaction")
        .sees("> MAIL FROM b.example", ">| 25", "> RCPT TO d.example", ">| 23")
        .sees("< 250", "<| 8", "< 250", "<| 8")
        .sees("> BDAT", ">| 13", "> BDAT", ">| 16", "> BDAT", ">| 14")
        .sees("< 250", "<| 20", "< 250", "<| 8", "< 503", "<| 26");
  }

  private static Script authPlain() {
    return begin("AUTH PLAIN")
        .clientLines("AUTH PLAIN AGFubgBzZWNyZXQ=")
        .backendLines("235 2.7.0 Authentication successful")
        .clientLines("NOOP")
        .backendLines("250 ok")
        .sees("> AUTH PLAIN", "< 235", "<| 37", "> NOOP", ">| 6", "< 250", "<| 8");
  }

  private static Script authLogin() {
    return begin("AUTH LOGIN")
        .clientLines("auth login")
        .backendLines("334 VXNlcm5hbWU6")
        .clientLines("YW5u")
        .backendLines("334-UGFz", "334 c3dvcmQ6")
        .clientLines("c2VjcmV0")
        .backendLines("535 5.7.8 no")
        .clientLines("AUTH SECRETPASSWORD")
        .backendLines("504 no such mechanism")
        .clientLines("hunter2 hunter3")
        .backendLines("500 unknown command")
        .sees("> AUTH LOGIN", "< 334", "<| 18", "< 334", "<| 24", "< 535", "<| 14")
        .sees("> AUTH", "< 504", "<| 23", "> OTHER", ">| 17", "< 500", "<| 21");
  }

  private static Script authRejected() {
    return begin("AUTH is cancelled, with commands behind it")
        .clientLines("AUTH CRAM-MD5")
        .backendLines("334 PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+")
        .clientLines("*", "NOOP")
        .backendLines("501 5.7.0 cancelled")
        .backendLines("250 ok")
        .sees("> AUTH CRAM-MD5", "< 334", "<| 62", "< 501", "<| 21", "> NOOP", ">| 6")
        .sees("< 250", "<| 8");
  }

  private static Script starttls() {
    return begin("STARTTLS")
        .clientLines("STARTTLS")
        .backendLines("220-ready", "220 2.0.0 Ready to start TLS")
        .client("\u0016\u0003\u0001abc")
        .backend("\u0016\u0003\u0003abc")
        .sees("> STARTTLS", ">| 10", "< 220", "<| 41");
  }

  private static Script starttlsRejected() {
    return begin("STARTTLS is rejected")
        .clientLines("STARTTLS")
        .backendLines("454 4.7.0 TLS not available")
        .clientLines("QUIT")
        .backendLines("221 bye")
        .sees("> STARTTLS", ">| 10", "< 454", "<| 29", "> QUIT", ">| 6", "< 221", "<| 9");
  }

  private static Script turn() {
    return begin("TURN")
        .clientLines("TURN")
        .backendLines("502 no")
        .clientLines("ATRN example.com")
        .backendLines("250 ok, turning")
        .backendLines("EHLO server")
        .clientLines("220 ready")
        .sees("> TURN", ">| 6", "< 502", "<| 8", "> ATRN", ">| 18", "< 250", "<| 17")
        .sees("< pass 13", "> turn");
  }

  private static Script unasked() {
    return begin("what nobody asked for")
        .clientLines("NOOP")
        .backendLines("250 ok")
        .backendLines("421-4.4.2 timeout", "421 bye")
        .sees("> NOOP", ">| 6", "< 250", "<| 8", "< notice 421, 28");
  }

  private static Script notGreeted() {
    return Script.of("no service")
        .backendLines("554-5.3.2 no", "554 service")
        .clientLines("QUIT")
        .backendLines("221 bye")
        .sees("> CONNECT", "< 554", "<| 27", "> QUIT", ">| 6", "< 221", "<| 9");
  }

  private static Script early() {
    return Script.of("a client that does not wait for the greeting")
        .clientLines("EHLO a", "MAIL FROM:<a@b.example>")
        .backendLines("220 ready", "250 a", "250 ok")
        .sees("> CONNECT", "> EHLO", ">| 8", "> MAIL FROM b.example", ">| 25")
        .sees("< 220", "<| 11", "< 250", "<| 7", "< 250", "<| 8");
  }

  private static Script others() {
    return begin("other commands")
        .clientLines(
            "helo a", "vrfy ann", "EXPN list", "HELP", "ETRN b", "XCLIENT ADDR=1.2.3.4", "")
        .client("MAIL\r\nMAIL FROM\r\nRCPT TO:\r\nRCPT TO: \"a b\"@c.example NOTIFY=NEVER\r\n")
        .backendLines("250", "252-a", "252", "550-5", "550 5.x", "214-\ta", "214 b", "250 ok")
        .backend("220 a\n500 b\n501 2.1.123456789\r\n501 5.5.2\r\n501 4.123.1 \r\n250 2.1.\r\n")
        .sees("> HELO", ">| 8", "> VRFY", ">| 10", "> EXPN", ">| 11", "> HELP", ">| 6")
        .sees("> ETRN", ">| 8", "> XCLIENT", ">| 22", "> OTHER", ">| 2", "> MAIL FROM", ">| 6")
        .sees("> MAIL FROM", ">| 11", "> RCPT TO", ">| 10", "> RCPT TO c.example", ">| 39")
        .sees("< 250", "<| 5", "< 252", "<| 12", "< 550", "<| 16", "< 214", "<| 15")
        .sees("< 250", "<| 8", "< 220", "<| 6", "< 500", "<| 6", "< 501", "<| 19")
        .sees("< 501", "<| 11", "< 501", "<| 14", "< 250", "<| 10");
  }
}
