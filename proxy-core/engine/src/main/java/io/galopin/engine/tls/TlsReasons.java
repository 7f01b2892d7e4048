package io.galopin.engine.tls;

import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.security.SignatureException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateRevokedException;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Why a handshake failed, in words for users. */
public final class TlsReasons {

  private static final Pattern ALERT =
      Pattern.compile("(?i)(?:fatal alert:|alert)[ _]*\\(?(?:number )?([a-z_]+)\\)?");

  private TlsReasons() {}

  /** Returns why, without a full stop: {@code its certificate expired on …}. */
  public static String of(Throwable failure) {
    return causes(failure)
        .map(TlsReasons::known)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseGet(
            () -> causes(failure).reduce((one, other) -> other).map(TlsReasons::text).orElse(""));
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(20);
  }

  @SuppressWarnings("NullAway") // null means that it says nothing
  private static String known(Throwable cause) {
    String message = text(cause);
    if (cause instanceof NotSslRecordException) {
      return "it does not speak TLS";
    }
    if (cause instanceof SslHandshakeTimeoutException) {
      return "no answer to the handshake in time";
    }
    if (cause instanceof CertificateExpiredException) {
      return "its certificate expired on " + message.replaceFirst("^NotAfter: ", "");
    }
    if (cause instanceof CertificateNotYetValidException) {
      return "its certificate is not valid before " + message.replaceFirst("^NotBefore: ", "");
    }
    if (cause instanceof CertificateException && message.startsWith("No ")) {
      return "its certificate is for another name: " + message;
    }
    if (cause instanceof CertificateException && message.startsWith("Extended key usage ")) {
      return "its certificate is not for servers";
    }
    if (cause instanceof CertificateRevokedException) {
      return "its certificate was revoked";
    }
    if (cause instanceof CertPathValidatorException path
        && path.getReason() == BasicReason.ALGORITHM_CONSTRAINED) {
      return "its certificate has a key or signature that is too weak: " + message;
    }
    if (cause instanceof SignatureException) {
      return "its certificate is not signed by the authority that it names";
    }
    if (cause instanceof CertPathBuilderException
        || (cause instanceof CertPathValidatorException && cause.getCause() == null)) {
      return "its certificate is from an unknown authority, or a certificate between is missing";
    }
    if (message.startsWith("Insufficient buffer remaining for AEAD cipher fragment (2)")) {
      // The length of an alert. OpenSSL sends it like this when it refuses a certificate.
      return "it answered with an alert that is not encrypted";
    }
    Matcher alert = ALERT.matcher(message);
    if (cause instanceof IOException && alert.find()) {
      return "it answered with the alert " + alert.group(1).toLowerCase(Locale.ROOT);
    }
    return cause instanceof ClosedChannelException ? "it ended the connection" : null;
  }

  private static String text(Throwable cause) {
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
