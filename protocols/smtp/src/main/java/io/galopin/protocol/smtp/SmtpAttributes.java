package io.galopin.protocol.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Locale.ROOT;

import io.galopin.api.Attribute;
import io.galopin.protocol.text.Flawed;
import io.galopin.protocol.text.Printable;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The attributes and labels of commands and replies. Reads heads again only when a rule or the
 * journal asks. Never includes mails, passwords, or the local parts of addresses in labels.
 */
final class SmtpAttributes {

  static final Attribute COMMAND =
      Attribute.word(
          "smtp.command",
          Attribute.Moment.REQUEST,
          "the command: MAIL, DATA; OTHER if it is none that Galopin knows");

  static final Attribute FROM =
      Attribute.word(
          "smtp.from",
          Attribute.Moment.REQUEST,
          "the sender, of MAIL and of what belongs to its mail; <> for the null sender");

  static final Attribute TO =
      Attribute.word(
              "smtp.to",
              Attribute.Moment.REQUEST,
              "the recipient of RCPT; of DATA and BDAT, each recipient that was accepted")
          .asMany();

  static final Attribute SIZE =
      Attribute.number(
          "smtp.size",
          Attribute.Moment.REQUEST,
          "the mail's size in bytes as the client announced it in MAIL; of BDAT, the chunk's");

  static final Attribute EXTENSION =
      Attribute.word(
              "smtp.extension",
              Attribute.Moment.REQUEST,
              "the extensions that the command uses: SIZE, SMTPUTF8, DSN, CHUNKING, AUTH")
          .asMany();

  static final Attribute STATUS =
      Attribute.number("smtp.status", Attribute.Moment.REPLY, "the code: 250");

  static final Attribute ENHANCED_STATUS =
      Attribute.text(
          "smtp.enhanced-status", Attribute.Moment.REPLY, "the enhanced code, if any: 4.2.0");

  static final List<Attribute> ALL =
      List.of(COMMAND, FROM, TO, SIZE, EXTENSION, STATUS, ENHANCED_STATUS);

  /** What a client can name with AUTH. Any other word may be a secret in the wrong place. */
  private static final Set<String> MECHANISMS =
      Set.of(
          "PLAIN",
          "LOGIN",
          "CRAM-MD5",
          "DIGEST-MD5",
          "SCRAM-SHA-1",
          "SCRAM-SHA-1-PLUS",
          "SCRAM-SHA-256",
          "SCRAM-SHA-256-PLUS",
          "XOAUTH2",
          "OAUTHBEARER",
          "GSSAPI",
          "NTLM",
          "EXTERNAL",
          "ANONYMOUS");

  private SmtpAttributes() {}

  /** Returns an attribute of a command; null if it has none. */
  static @Nullable Object of(Attribute attribute, SmtpRequest request, ByteBuf head) {
    if (request.opening()) {
      return null;
    }
    if (attribute.equals(COMMAND)) {
      return request.verb().name();
    }
    if (attribute.equals(FROM)) {
      return belongsToMail(request.verb()) ? request.envelope().from() : null;
    }
    if (attribute.equals(TO)) {
      return recipients(request);
    }
    if (attribute.equals(SIZE)) {
      return size(request, head);
    }
    return attribute.equals(EXTENSION) ? extensions(CommandLine.of(head)) : null;
  }

  private static boolean belongsToMail(Verb verb) {
    return verb == Verb.MAIL || verb == Verb.RCPT || carriesMail(verb);
  }

  private static boolean carriesMail(Verb verb) {
    return verb.carriesMail() || verb == Verb.BURL;
  }

  private static @Nullable List<String> recipients(SmtpRequest request) {
    if (request.recipient() != null) {
      return List.of(request.recipient());
    }
    return carriesMail(request.verb()) ? request.envelope().recipients() : null;
  }

  private static @Nullable Long size(SmtpRequest request, ByteBuf head) {
    if (request.verb() != Verb.BDAT) {
      return belongsToMail(request.verb()) ? request.envelope().size() : null;
    }
    try {
      return CommandLine.of(head).chunk();
    } catch (Flawed neverAgain) {
      throw new IllegalStateException(neverAgain);
    }
  }

  private static List<String> extensions(CommandLine line) {
    return switch (line.verb()) {
      case MAIL, RCPT -> {
        Set<String> used = new TreeSet<>();
        line.words().forEach(word -> used.add(extension(word)));
        yield List.copyOf(used);
      }
      case BDAT, BURL -> List.of(line.verb() == Verb.BDAT ? "CHUNKING" : "BURL");
      case STARTTLS, AUTH, ETRN, ATRN, XCLIENT, XFORWARD -> List.of(line.verb().name());
      default -> List.of();
    };
  }

  /** Returns the extension to which a parameter of MAIL or RCPT belongs. */
  private static String extension(String parameter) {
    int equals = parameter.indexOf('=');
    String keyword = (equals < 0 ? parameter : parameter.substring(0, equals)).toUpperCase(ROOT);
    return switch (keyword) {
      case "BODY" ->
          parameter.substring(equals + 1).equalsIgnoreCase("BINARYMIME")
              ? "BINARYMIME"
              : "8BITMIME";
      case "RET", "ENVID", "NOTIFY", "ORCPT" -> "DSN";
      case "BY" -> "DELIVERBY";
      case "HOLDFOR", "HOLDUNTIL" -> "FUTURERELEASE";
      default -> keyword;
    };
  }

  /** Returns an attribute of a reply; null if it has none. */
  static @Nullable Object of(Attribute attribute, SmtpReply reply, ByteBuf head) {
    if (attribute.equals(STATUS)) {
      return (long) reply.status();
    }
    return attribute.equals(ENHANCED_STATUS) ? ReplyHead.enhanced(head) : null;
  }

  /** The journal's name for a command: {@code MAIL FROM example.com}, {@code AUTH PLAIN}. */
  static String label(SmtpRequest request, ByteBuf head) {
    return switch (request.verb()) {
      case MAIL -> addressed("MAIL FROM", head);
      case RCPT -> addressed("RCPT TO", head);
      case AUTH -> {
        String mechanism = CommandLine.of(head).firstWord().toUpperCase(ROOT);
        yield MECHANISMS.contains(mechanism) ? "AUTH " + mechanism : "AUTH";
      }
      default -> request.label();
    };
  }

  private static String addressed(String command, ByteBuf head) {
    String address = CommandLine.of(head).address();
    if (CommandLine.NULL_SENDER.equals(address)) {
      return command + " " + address;
    }
    int at = address == null ? -1 : address.lastIndexOf('@');
    return at < 0 ? command : command + " " + Printable.of(address.substring(at + 1));
  }

  /** Returns the whole of a command that names an address; null for others. */
  static @Nullable String unabridged(SmtpRequest request, ByteBuf head) {
    return request.verb() == Verb.MAIL || request.verb() == Verb.RCPT
        ? head.toString(ISO_8859_1)
        : null;
  }
}
