package io.galopin.engine.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateExpiredException;
import javax.crypto.BadPaddingException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class TlsReasonsTest {

  @Test
  void saysWhatItKnows() {
    assertThat(TlsReasons.of(new DecoderException(new NotSslRecordException("not"))))
        .isEqualTo("it does not speak TLS");
    assertThat(TlsReasons.of(new SSLHandshakeException("Received fatal alert: unknown_ca")))
        .isEqualTo("it answered with the alert unknown_ca");
    assertThat(TlsReasons.of(new SSLException(new CertificateExpiredException("NotAfter: today"))))
        .isEqualTo("its certificate expired on today");
    assertThat(TlsReasons.of(new ClosedChannelException())).isEqualTo("it ended the connection");
  }

  /** OpenSSL's clients refuse certificates like this, and the JDK's engine expects encryption. */
  @Test
  void knowsAnAlertThatIsNotEncrypted() {
    Throwable tooShort =
        new BadPaddingException(
            "Insufficient buffer remaining for AEAD cipher fragment (2). Needs to be more than tag"
                + " size (16)");
    assertThat(TlsReasons.of(new SSLException(tooShort.getMessage(), tooShort)))
        .isEqualTo("it answered with an alert that is not encrypted");
  }

  @Test
  void otherwiseItIsTheLastCause() {
    assertThat(TlsReasons.of(new SSLException("outer", new IllegalStateException("inner"))))
        .isEqualTo("inner");
  }
}
