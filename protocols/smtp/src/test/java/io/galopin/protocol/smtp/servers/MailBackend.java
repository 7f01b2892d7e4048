package io.galopin.protocol.smtp.servers;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;

/** GreenMail on a free port, which takes mail for everybody. */
final class MailBackend implements AutoCloseable {

  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  MailBackend() {
    server.start();
  }

  int port() {
    return server.getSmtp().getPort();
  }

  /** The subjects of the mails that have arrived, one for each recipient, in order. */
  List<String> subjects() throws MessagingException {
    List<String> subjects = new ArrayList<>();
    for (MimeMessage message : server.getReceivedMessages()) {
      subjects.add(message.getSubject());
    }
    return subjects;
  }

  @Override
  public void close() {
    server.stop();
  }
}
