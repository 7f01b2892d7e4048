package io.galopin.tls;

import java.net.Socket;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts whom one of two trusts. If neither does, the one says why that knows the authority; if
 * none does, the first.
 */
final class EitherTrust extends X509ExtendedTrustManager {

  private final X509ExtendedTrustManager first;
  private final X509ExtendedTrustManager second;

  EitherTrust(X509ExtendedTrustManager first, X509ExtendedTrustManager second) {
    this.first = first;
    this.second = second;
  }

  private interface Check {
    void by(X509ExtendedTrustManager one) throws CertificateException;
  }

  private void either(Check check) throws CertificateException {
    try {
      check.by(first);
    } catch (CertificateException refused) {
      try {
        check.by(second);
      } catch (CertificateException refusedToo) {
        boolean secondKnows = isOfNobody(refused) && !isOfNobody(refusedToo);
        CertificateException why = secondKnows ? refusedToo : refused;
        why.addSuppressed(secondKnows ? refused : refusedToo);
        throw why;
      }
    }
  }

  /** Whether nobody is known who has signed a certificate. */
  private static boolean isOfNobody(CertificateException refused) {
    return Stream.<Throwable>iterate(refused, Objects::nonNull, Throwable::getCause)
        .anyMatch(CertPathBuilderException.class::isInstance);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    either(one -> one.checkClientTrusted(chain, authType, engine));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    either(one -> one.checkServerTrusted(chain, authType, engine));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    either(one -> one.checkClientTrusted(chain, authType, socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    either(one -> one.checkServerTrusted(chain, authType, socket));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    either(one -> one.checkClientTrusted(chain, authType));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    either(one -> one.checkServerTrusted(chain, authType));
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return Stream.of(first, second)
        .flatMap(one -> Stream.of(one.getAcceptedIssuers()))
        .toArray(X509Certificate[]::new);
  }
}
