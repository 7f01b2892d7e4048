package io.galopin.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trusts whom one of two trusts. If neither does, the first says why. */
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
        refused.addSuppressed(refusedToo);
        throw refused;
      }
    }
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
