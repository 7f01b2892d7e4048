package io.galopin.protocol.smtp.servers;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Map;
import java.util.Properties;

/** Sends mails as applications in Java do, with Angus Mail. */
final class Mail {

  private Mail() {}

  /** A session with a server on the loopback interface. */
  static Session session(int port, Map<String, String> properties) {
    Properties all = new Properties();
    all.put("mail.smtp.host", "127.0.0.1");
    all.put("mail.smtp.port", String.valueOf(port));
    all.put("mail.smtp.timeout", "60000");
    all.putAll(properties);
    return Session.getInstance(all);
  }

  /** A mail from Ann with a subject and a body of few words. */
  static MimeMessage of(Session session, String subject, String... recipients)
      throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom(new InternetAddress("ann@example.org"));
    for (String recipient : recipients) {
      message.addRecipient(Message.RecipientType.TO, new InternetAddress(recipient));
    }
    message.setSubject(subject);
    message.setText("Hello,\r\n.\r\n..\r\nworld");
    return message;
  }

  /** Sends such a mail. */
  static void send(int port, String subject, String... recipients) throws MessagingException {
    Session session = session(port, Map.of());
    Transport.send(of(session, subject, recipients));
  }
}
