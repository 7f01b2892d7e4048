package io.galopin.tls.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.BadCertificate;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeafMakerTest {

  private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");
  private static final Hosts HOSTS = Hosts.asked("api.example.com").orElseThrow();

  private final Authority authority = Authority.make(NOW);
  private final LeafMaker maker = new LeafMaker(authority, InstantSource.fixed(NOW));

  @Test
  void makesOneThatIsRenewedLongBeforeItsEnd() {
    Leaf leaf = maker.good(HOSTS);
    X509Certificate certificate = leaf.chain().get(0);

    assertThat(certificate.getNotBefore()).isEqualTo(NOW.minus(Duration.ofHours(1)));
    assertThat(certificate.getNotAfter()).isEqualTo(NOW.plus(Duration.ofHours(90 * 24 - 1)));
    assertThat(leaf.renewal()).isEqualTo(NOW.plus(Duration.ofHours(60 * 24 - 1)));
    assertThat(leaf.chain()).hasSize(2).endsWith(authority.between());
    assertThat(KeyMatch.fits(certificate.getPublicKey(), leaf.key())).isTrue();
  }

  @Test
  void makesNoneThatOutlivesItsAuthority() {
    Instant late = authority.end().minus(Duration.ofDays(2));

    Leaf leaf = new LeafMaker(authority, InstantSource.fixed(late)).good(HOSTS);

    assertThat(leaf.chain().get(0).getNotAfter()).isEqualTo(authority.end());
    assertThat(leaf.renewal()).isEqualTo(late.plus(Duration.ofDays(1)));
  }

  @ParameterizedTest
  @EnumSource
  void makesTheKeyThatBelongsToIt(BadCertificate flaw) {
    Leaf leaf = maker.bad(HOSTS, flaw);

    assertThat(KeyMatch.fits(leaf.chain().get(0).getPublicKey(), leaf.key())).isTrue();
    assertThat(leaf.renewal()).isAfter(NOW);
  }

  @Test
  void listsEveryCertificateThatIsRevokedAndNoOther() {
    List<X509CRL> lists = Revocations.lists(authority, NOW);
    X509CRL revoked = lists.get(0);

    for (int i = 0; i < 100; i++) {
      Hosts hosts = Hosts.asked("host" + i + ".example").orElseThrow();
      assertThat(revoked.isRevoked(maker.bad(hosts, BadCertificate.REVOKED).chain().get(0)))
          .isTrue();
    }
    assertThat(revoked.isRevoked(maker.good(HOSTS).chain().get(0))).isFalse();
    assertThat(lists.get(1).isRevoked(authority.between())).isFalse();
    assertThat(lists.get(1).getIssuerX500Principal())
        .isEqualTo(authority.root().getSubjectX500Principal());
  }
}
