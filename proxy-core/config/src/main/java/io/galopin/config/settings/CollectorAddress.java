package io.galopin.config.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** The address of an OpenTelemetry collector that speaks OTLP over HTTP. */
public final class CollectorAddress {

  private static final String EXPECTED = "an address such as http://localhost:4318";
  private static final Set<String> SCHEMES = Set.of("http", "https");

  private CollectorAddress() {}

  /** Returns what was expected, as a phrase; empty if a text is an address. */
  public static Optional<String> expectation(String text) {
    URI address;
    try {
      address = new URI(text);
    } catch (URISyntaxException notOne) {
      return Optional.of(EXPECTED);
    }
    if (address.getRawUserInfo() != null) {
      return Optional.of(EXPECTED + ", and a header for a password");
    }
    boolean right =
        address.getScheme() != null
            && SCHEMES.contains(address.getScheme())
            && address.getHost() != null
            && address.getPort() != 0
            && address.getPort() <= 65_535
            && address.getRawQuery() == null
            && address.getRawFragment() == null;
    return right ? Optional.empty() : Optional.of(EXPECTED);
  }

  /** Returns an address without a password, for messages. One without stays as it is. */
  public static String shown(String text) {
    return text.replaceFirst("//[^/]*@", "//…@");
  }
}
