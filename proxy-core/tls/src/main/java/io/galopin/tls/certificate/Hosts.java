package io.galopin.tls.certificate;

import io.netty.util.NetUtil;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/**
 * For whom a certificate is: names and IP addresses of servers. Never empty; bounded, because names
 * come from clients.
 *
 * @param all in lower case, the first of them the most telling
 */
public record Hosts(List<String> all) {

  /** The most characters of a name in the domain name system. */
  private static final int LONGEST = 253;

  /** The most characters of a common name (RFC 5280, appendix A.1). */
  private static final int LONGEST_COMMON_NAME = 64;

  private static final Pattern LABELS =
      Pattern.compile(
          "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*");

  public Hosts {
    if (all.isEmpty()) {
      throw new IllegalArgumentException("no host");
    }
    all = List.copyOf(all);
  }

  /** One that a client asked for; empty if that is neither a name nor an address. */
  public static Optional<Hosts> asked(String name) {
    return checked(name).map(good -> new Hosts(List.of(good)));
  }

  /** This machine itself, and those of {@code more} that are names or addresses. */
  public static Hosts local(String... more) {
    Set<String> all = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
    for (String host : more) {
      checked(host).filter(good -> !isAnyAddress(good)).ifPresent(all::add);
    }
    return new Hosts(List.copyOf(all));
  }

  private static boolean isAnyAddress(String host) {
    return host.equals("0.0.0.0") || host.equals("::");
  }

  private static Optional<String> checked(String host) {
    String plain = host.replaceFirst("%.*$", "").replaceFirst("\\.$", "").toLowerCase(Locale.ROOT);
    boolean good =
        isAddress(plain) || (plain.length() <= LONGEST && LABELS.matcher(plain).matches());
    return good ? Optional.of(plain) : Optional.empty();
  }

  private static boolean isAddress(String host) {
    return NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
  }

  /** The subject alternative names. */
  GeneralNames alternativeNames() {
    return new GeneralNames(
        all.stream()
            .map(
                host ->
                    new GeneralName(
                        isAddress(host) ? GeneralName.iPAddress : GeneralName.dNSName, host))
            .toArray(GeneralName[]::new));
  }

  /** The common name, which few still look at. */
  String commonName() {
    String first = all.get(0);
    return first.length() <= LONGEST_COMMON_NAME ? first : "galopin";
  }
}
