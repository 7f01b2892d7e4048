package io.galopin.config.tls;

import io.galopin.rules.source.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The names of the settings of TLS, in files, in calls, and on a command line. */
public final class TlsKeys {

  /** TLS at the client's side. By itself it is {@code auto}, {@code off}, or a file. */
  public static final String LISTEN = "listen-tls";

  /** TLS toward the backend; only an object. */
  public static final String BACKEND = "backend-tls";

  /** TLS of the control API; what is said of {@link #LISTEN} holds for it. */
  public static final String HTTP = "http.tls";

  static final String AUTHORITY = "authority";
  static final String BEGIN = "begin";
  static final String HANDSHAKE_TIMEOUT = "handshake-timeout";
  static final String CERTIFICATE = "certificate";
  static final String KEY = "key";
  static final String KEYSTORE = "keystore";
  static final String CLIENT_CERTIFICATE = "client-certificate";
  static final String CLIENT_TRUST = "client-trust";
  static final String VERIFY = "verify";
  static final String TRUST = "trust";
  static final String SERVER_NAME = "server-name";
  static final String VERSIONS = "versions";
  static final String CIPHERS = "ciphers";
  static final String PASSWORD_FILE = "password-file";
  static final String PASSWORD_ENV = "password-env";

  /** What belongs to a private key, so that another key comes with its own. */
  private static final List<String> OF_KEYS =
      List.of(CERTIFICATE, KEY, KEYSTORE, PASSWORD_FILE, PASSWORD_ENV);

  /** The same of an authority. */
  private static final List<String> OF_AUTHORITY =
      List.of(
          AUTHORITY,
          AUTHORITY + "-" + KEY,
          AUTHORITY + "-" + PASSWORD_FILE,
          AUTHORITY + "-" + PASSWORD_ENV);

  /** The keys of {@link #HTTP}, if it is an object. */
  public static final List<String> OF_HTTP =
      List.of(
          CERTIFICATE,
          KEY,
          KEYSTORE,
          PASSWORD_FILE,
          PASSWORD_ENV,
          CLIENT_CERTIFICATE,
          CLIENT_TRUST,
          CLIENT_TRUST + "-" + PASSWORD_FILE,
          CLIENT_TRUST + "-" + PASSWORD_ENV,
          VERSIONS,
          CIPHERS,
          HANDSHAKE_TIMEOUT,
          AUTHORITY,
          AUTHORITY + "-" + KEY,
          AUTHORITY + "-" + PASSWORD_FILE,
          AUTHORITY + "-" + PASSWORD_ENV);

  /** The keys of {@link #LISTEN}, if it is an object. */
  public static final List<String> OF_LISTEN =
      Stream.concat(OF_HTTP.stream(), Stream.of(BEGIN)).toList();

  /** The keys of {@link #BACKEND}. */
  public static final List<String> OF_BACKEND =
      List.of(
          VERIFY,
          TRUST,
          TRUST + "-" + PASSWORD_FILE,
          TRUST + "-" + PASSWORD_ENV,
          SERVER_NAME,
          CERTIFICATE,
          KEY,
          KEYSTORE,
          PASSWORD_FILE,
          PASSWORD_ENV,
          VERSIONS,
          CIPHERS,
          HANDSHAKE_TIMEOUT,
          BEGIN);

  /** The long options of a proxy, and the keys in a draft that they set. */
  public static final Map<String, String> LONG = longOptions();

  /** The long options of the control API, and the keys in a draft that they set. */
  public static final Map<String, String> LONG_OF_HTTP = longOptions("http-tls", HTTP, OF_HTTP);

  private TlsKeys() {}

  private static Map<String, String> longOptions() {
    Map<String, String> all = new LinkedHashMap<>(longOptions(LISTEN, LISTEN, OF_LISTEN));
    OF_BACKEND.stream()
        .filter(key -> !isRare(key))
        .forEach(key -> all.put(BACKEND + "-" + key, path(BACKEND, key)));
    return all;
  }

  private static Map<String, String> longOptions(String option, String section, List<String> keys) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(option, section);
    // Of the certificate's file, the option without more is the one.
    keys.stream()
        .filter(key -> !key.equals(CERTIFICATE) && !key.equals(KEYSTORE) && !isRare(key))
        .forEach(key -> all.put(option + "-" + key, path(section, key)));
    return all;
  }

  /** Whether only files and calls have it: the password of who is trusted. */
  private static boolean isRare(String key) {
    return key.contains(TRUST + "-");
  }

  /** Returns the key in a draft for a key of an object. */
  public static String path(String section, String key) {
    return section + "." + key;
  }

  /**
   * Returns {@code lower} without what {@code upper} replaces as a whole, such as a key's password.
   */
  public static Map<String, Setting> without(
      Map<String, Setting> lower, Map<String, Setting> upper) {
    Map<String, Setting> left = new LinkedHashMap<>(lower);
    for (String section : List.of(LISTEN, BACKEND, HTTP)) {
      if (Stream.ofNullable(upper.get(section)).anyMatch(TlsKeys::isOff)) {
        left.keySet().removeIf(key -> key.startsWith(section));
      }
      if (Stream.concat(Stream.of(section), ofKeys(section)).anyMatch(upper::containsKey)) {
        left.remove(section);
        OF_KEYS.forEach(key -> left.remove(path(section, key)));
      }
      if (upper.containsKey(path(section, AUTHORITY))) {
        OF_AUTHORITY.forEach(key -> left.remove(path(section, key)));
      }
    }
    return left;
  }

  /** Returns the keys in a draft of what a private key is read from. */
  public static Stream<String> ofKeys(String section) {
    return Stream.of(path(section, CERTIFICATE), path(section, KEYSTORE));
  }

  /** Whether the value of a key is a list. */
  public static boolean isList(String key) {
    return key.equals(VERSIONS) || key.equals(CIPHERS);
  }

  /** Whether {@link #LISTEN} says that there is no TLS. */
  static boolean isOff(Setting listen) {
    return List.of("off", "false", "no").contains(listen.text());
  }
}
