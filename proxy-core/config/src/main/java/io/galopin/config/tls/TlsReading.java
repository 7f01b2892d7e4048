package io.galopin.config.tls;

import static io.galopin.config.tls.TlsKeys.BACKEND;
import static io.galopin.config.tls.TlsKeys.LISTEN;

import io.galopin.api.Option;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Setting;
import io.galopin.tls.BackendTls;
import io.galopin.tls.Begin;
import io.galopin.tls.ClientCertificate;
import io.galopin.tls.Keys;
import io.galopin.tls.ListenTls;
import io.galopin.tls.Password;
import io.galopin.tls.Trust;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the settings of TLS of one proxy after all sources were merged. Whether files can be used
 * is checked when ends are made of them.
 */
public final class TlsReading {

  private static final Option<ClientCertificate> CLIENTS =
      Option.choice(
          TlsKeys.CLIENT_CERTIFICATE, ClientCertificate.class, "whether clients show one");
  private static final Option<Boolean> VERIFY =
      Option.flag(TlsKeys.VERIFY, "whether the backend's certificate is checked");
  private static final Option<String> SERVER_NAME =
      Option.text(TlsKeys.SERVER_NAME, "the name that is sent and checked")
          .checkedBy(
              name ->
                  name.matches("[\\w.-]{1,253}")
                      ? Optional.empty()
                      : Optional.of("the name of a host, as in api.example.com"));
  private static final Option<Begin> BEGIN =
      Option.choice(TlsKeys.BEGIN, Begin.class, "when TLS begins").orElse(Begin.BY_PROTOCOL);
  private static final List<String> VERSIONS = List.of("1.2", "1.3");

  private final Map<String, Setting> settings;
  private final Problems problems;

  /** Reads from settings by the keys of {@link TlsKeys}; adds what is wrong to {@code problems}. */
  public TlsReading(Map<String, Setting> settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  /** Returns TLS at the client's side; empty for plain text, or if something is wrong. */
  public Optional<ListenTls> listen() {
    return listen(LISTEN, "--listen-tls");
  }

  /** The same of the control API. */
  public Optional<ListenTls> http() {
    return listen(TlsKeys.HTTP, "--http-tls");
  }

  private Optional<ListenTls> listen(String section, String option) {
    Optional<Setting> alone = setting(section);
    Optional<Setting> other = first(section, TlsKeys.OF_LISTEN);
    if (alone.filter(TlsKeys::isOff).isPresent()) {
      other.ifPresent(
          more -> refuse(more, "nothing of TLS, with " + alone.get().name() + " = off"));
      return Optional.empty();
    }
    Optional<Setting> file = alone.filter(text -> !text.text().equals(TlsText.AUTO));
    Optional<Keys> given = keys(section, "", file);
    if (alone.isEmpty() && given.isEmpty()) {
      other.ifPresent(
          more -> refuse(more, option + " auto, or " + option + " FILE with a certificate, too"));
      return Optional.empty();
    }
    Optional<ClientCertificate> clients = read(section, CLIENTS);
    Optional<Trust> trust = trust(section, TlsKeys.CLIENT_TRUST);
    if (trust.isPresent() && clients.orElse(ClientCertificate.NONE) == ClientCertificate.NONE) {
      setting(section, TlsKeys.CLIENT_TRUST)
          .ifPresent(it -> refuse(it, TlsKeys.CLIENT_CERTIFICATE + " required or requested, too"));
    }
    return Optional.of(
        new ListenTls(
            given.orElseGet(Keys.Auto::new),
            clients.orElse(ClientCertificate.NONE),
            trust,
            versions(section),
            list(section, TlsKeys.CIPHERS),
            begin(section),
            authority(section),
            read(section, TlsText.HANDSHAKE_TIMEOUT)));
  }

  /**
   * Returns TLS toward the backend; empty for plain text.
   *
   * @param tls whether the upstream says {@code tls://}
   */
  public Optional<BackendTls> backend(boolean tls) {
    if (!tls) {
      first(BACKEND, TlsKeys.OF_BACKEND)
          .ifPresent(it -> refuse(it, "an upstream that begins with tls://, too"));
      return Optional.empty();
    }
    return Optional.of(
        new BackendTls(
            read(BACKEND, VERIFY).orElse(true),
            trust(BACKEND, TlsKeys.TRUST),
            keys(BACKEND, "", Optional.empty()),
            read(BACKEND, SERVER_NAME),
            versions(BACKEND),
            list(BACKEND, TlsKeys.CIPHERS),
            begin(BACKEND),
            read(BACKEND, TlsText.HANDSHAKE_TIMEOUT)));
  }

  private Optional<Setting> setting(String key) {
    return Optional.ofNullable(settings.get(key));
  }

  private Optional<Setting> setting(String section, String key) {
    return setting(TlsKeys.path(section, key));
  }

  private Optional<Setting> first(String section, List<String> keys) {
    return keys.stream().map(key -> setting(section, key)).flatMap(Optional::stream).findFirst();
  }

  private void refuse(Setting given, String expected) {
    problems.add(given.name(), given.text(), expected, given.place());
  }

  private <T> Optional<T> read(String section, Option<T> option) {
    return setting(section, option.name()).flatMap(setting -> setting.read(option, problems));
  }

  /** Who signs; one file, or a certificate and its key. */
  private Optional<Keys> authority(String section) {
    return keys(section, TlsKeys.AUTHORITY + "-", setting(section, TlsKeys.AUTHORITY));
  }

  /**
   * Reads a private key and its certificate.
   *
   * @param prefix of the names of the settings
   * @param file a certificate or a store that was given as a whole
   */
  private Optional<Keys> keys(String section, String prefix, Optional<Setting> file) {
    Optional<Setting> store =
        setting(section, prefix + TlsKeys.KEYSTORE).or(() -> file.filter(TlsReading::isStore));
    Optional<Setting> certificate =
        setting(section, prefix + TlsKeys.CERTIFICATE).or(() -> file.filter(it -> !isStore(it)));
    Optional<Setting> key = setting(section, prefix + TlsKeys.KEY);
    Optional<Password> password = password(section, prefix);
    if (store.isPresent() && (certificate.isPresent() || key.isPresent())) {
      refuse(
          store.get(),
          prefix.isEmpty()
              ? "either a keystore, or a certificate and its key"
              : "a certificate in PEM and its key, or PKCS #12 alone");
      return Optional.empty();
    }
    if (store.isPresent()) {
      return store.get().path(problems).map(path -> new Keys.Pkcs12(path, password));
    }
    if (certificate.isEmpty()) {
      key.or(
              () ->
                  first(
                      section,
                      List.of(prefix + TlsKeys.PASSWORD_FILE, prefix + TlsKeys.PASSWORD_ENV)))
          .ifPresent(it -> refuse(it, "the certificate that it belongs to, too"));
      return Optional.empty();
    }
    // A file in PEM may have both.
    Optional<Path> ofKey = key.or(() -> certificate).flatMap(it -> it.path(problems));
    return certificate
        .get()
        .path(problems)
        .flatMap(path -> ofKey.map(secret -> new Keys.Pem(path, secret, password)));
  }

  private static boolean isStore(Setting file) {
    return Keys.isStore(file.text());
  }

  private Optional<Trust> trust(String section, String key) {
    Optional<Password> password = password(section, key + "-");
    Optional<Setting> file = setting(section, key);
    if (file.isEmpty() && password.isPresent()) {
      first(section, List.of(key + "-" + TlsKeys.PASSWORD_FILE, key + "-" + TlsKeys.PASSWORD_ENV))
          .ifPresent(it -> refuse(it, key + ", the file that it belongs to, too"));
    }
    return file.flatMap(it -> it.path(problems)).map(path -> new Trust(path, password));
  }

  private Optional<Password> password(String section, String prefix) {
    Optional<Setting> file = setting(section, prefix + TlsKeys.PASSWORD_FILE);
    Optional<Setting> variable = setting(section, prefix + TlsKeys.PASSWORD_ENV);
    if (file.isPresent() && variable.isPresent()) {
      refuse(variable.get(), "a password from a file or from the environment, not both");
    }
    return file.flatMap(it -> it.path(problems))
        .<Password>map(Password.InFile::new)
        .or(() -> variable.map(it -> new Password.InEnvironment(it.text())));
  }

  private Begin begin(String section) {
    return read(section, BEGIN).orElse(Begin.BY_PROTOCOL);
  }

  private List<String> versions(String section) {
    List<String> versions = list(section, TlsKeys.VERSIONS);
    if (!VERSIONS.containsAll(versions)) {
      setting(section, TlsKeys.VERSIONS).ifPresent(it -> refuse(it, "1.2, 1.3, or both"));
    }
    return versions;
  }

  private List<String> list(String section, String key) {
    return setting(section, key).stream()
        .flatMap(it -> Arrays.stream(it.text().split("[,\\s]+")))
        .filter(one -> !one.isEmpty())
        .distinct()
        .toList();
  }
}
