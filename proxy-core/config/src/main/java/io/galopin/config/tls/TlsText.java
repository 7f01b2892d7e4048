package io.galopin.config.tls;

import io.galopin.api.Option;
import io.galopin.tls.BackendTls;
import io.galopin.tls.Begin;
import io.galopin.tls.ClientCertificate;
import io.galopin.tls.Keys;
import io.galopin.tls.ListenTls;
import io.galopin.tls.Password;
import io.galopin.tls.Trust;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes settings of TLS as they are read. */
final class TlsText {

  static final String AUTO = "auto";

  /** Of a bare number, the unit is seconds. */
  static final Option<Duration> HANDSHAKE_TIMEOUT =
      Option.duration(
          TlsKeys.HANDSHAKE_TIMEOUT,
          ChronoUnit.SECONDS,
          Duration.ofMillis(1),
          Duration.ofDays(1),
          "how long a handshake may take");

  private TlsText() {}

  /** Returns {@code auto}, or an object. */
  static Object of(ListenTls tls) {
    if (tls.equals(ListenTls.AUTO)) {
      return AUTO;
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    put(tls.keys(), fields);
    if (tls.clients() != ClientCertificate.NONE) {
      fields.put(TlsKeys.CLIENT_CERTIFICATE, tls.clients().name().toLowerCase(Locale.ROOT));
    }
    put(TlsKeys.CLIENT_TRUST, tls.clientTrust(), fields);
    put(tls.versions(), tls.ciphers(), fields);
    put(tls.begin(), fields);
    put(tls.handshakeTimeout(), fields);
    tls.authority().ifPresent(by -> putAuthority(by, fields));
    return fields;
  }

  /** Returns an object, which is empty if everything is as usual. */
  static Map<String, Object> of(BackendTls tls) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (!tls.verify()) {
      fields.put(TlsKeys.VERIFY, false);
    }
    put(TlsKeys.TRUST, tls.trust(), fields);
    tls.serverName().ifPresent(name -> fields.put(TlsKeys.SERVER_NAME, name));
    tls.keys().ifPresent(keys -> put(keys, fields));
    put(tls.versions(), tls.ciphers(), fields);
    put(tls.begin(), fields);
    put(tls.handshakeTimeout(), fields);
    return fields;
  }

  private static void put(Optional<Duration> limit, Map<String, Object> fields) {
    limit.ifPresent(it -> fields.put(TlsKeys.HANDSHAKE_TIMEOUT, HANDSHAKE_TIMEOUT.text(it)));
  }

  private static void put(Begin begin, Map<String, Object> fields) {
    if (begin != Begin.BY_PROTOCOL) {
      fields.put(TlsKeys.BEGIN, begin.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
  }

  private static void put(Keys keys, Map<String, Object> fields) {
    if (keys instanceof Keys.Pem pem) {
      fields.put(TlsKeys.CERTIFICATE, pem.certificates().toString());
      fields.put(TlsKeys.KEY, pem.key().toString());
      putPassword("", pem.password(), fields);
    } else if (keys instanceof Keys.Pkcs12 store) {
      fields.put(TlsKeys.KEYSTORE, store.file().toString());
      putPassword("", store.password(), fields);
    }
  }

  private static void putAuthority(Keys keys, Map<String, Object> fields) {
    String prefix = TlsKeys.AUTHORITY + "-";
    if (keys instanceof Keys.Pem pem) {
      fields.put(TlsKeys.AUTHORITY, pem.certificates().toString());
      fields.put(prefix + TlsKeys.KEY, pem.key().toString());
      putPassword(prefix, pem.password(), fields);
    } else if (keys instanceof Keys.Pkcs12 store) {
      fields.put(TlsKeys.AUTHORITY, store.file().toString());
      putPassword(prefix, store.password(), fields);
    }
  }

  private static void put(String key, Optional<Trust> trust, Map<String, Object> fields) {
    if (trust.isPresent()) {
      fields.put(key, trust.get().file().toString());
      putPassword(key + "-", trust.get().password(), fields);
    }
  }

  private static void putPassword(
      String prefix, Optional<Password> password, Map<String, Object> fields) {
    if (password.isPresent() && password.get() instanceof Password.InFile in) {
      fields.put(prefix + TlsKeys.PASSWORD_FILE, in.file().toString());
    } else if (password.isPresent() && password.get() instanceof Password.InEnvironment in) {
      fields.put(prefix + TlsKeys.PASSWORD_ENV, in.variable());
    }
  }

  private static void put(List<String> versions, List<String> ciphers, Map<String, Object> fields) {
    if (!versions.isEmpty()) {
      fields.put(TlsKeys.VERSIONS, versions);
    }
    if (!ciphers.isEmpty()) {
      fields.put(TlsKeys.CIPHERS, ciphers);
    }
  }
}
