package io.galopin.app.client.command;

import io.galopin.app.console.CommandFailure;
import io.galopin.tls.AuthorityStore;
import io.galopin.tls.JavaContexts;
import io.galopin.tls.Keys;
import io.galopin.tls.TlsConfigException;
import io.galopin.tls.Trust;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Whom to trust if a server speaks TLS, and what to show to it.
 *
 * @param authority a file with who has signed its certificate; without it, that is somebody whom
 *     Java trusts, or this user's own authority
 * @param certificate a file with this client's own, if there is one
 */
public record ServerTrust(Optional<String> authority, Optional<String> certificate) {

  /** The environment variable with the file of the authority. */
  static final String AUTHORITY = "GALOPIN_CA";

  /** The environment variable with the file of the certificate. */
  static final String CERTIFICATE = "GALOPIN_CERTIFICATE";

  /** Returns what options or otherwise the environment say. */
  public static ServerTrust of(
      Optional<String> authority, Optional<String> certificate, Map<String, String> environment) {
    return new ServerTrust(
        authority.or(() -> variable(AUTHORITY, environment)),
        certificate.or(() -> variable(CERTIFICATE, environment)));
  }

  /** Returns what the options of a command or otherwise the environment say. */
  public static ServerTrust of(Given given, Map<String, String> environment) {
    return of(given.value(Syntax.CA), given.value(Syntax.CERTIFICATE), environment);
  }

  private static Optional<String> variable(String name, Map<String, String> environment) {
    return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
  }

  /**
   * Reads the files.
   *
   * @throws CommandFailure if one cannot be used
   */
  public SSLContext context() {
    try {
      Optional<Keys> keys = certificate.map(ServerTrust::keys);
      if (authority.isPresent()) {
        Trust trust = new Trust(path(Syntax.CA, authority.get()), Optional.empty());
        return JavaContexts.trusting(Syntax.CA.name(), trust, keys);
      }
      AuthorityStore own = AuthorityStore.in(AuthorityStore.defaultFolder());
      return own.exists()
          ? JavaContexts.trustingToo(own.get().root(), keys)
          : JavaContexts.usual(keys);
    } catch (TlsConfigException cannot) {
      throw CommandFailure.wrong(String.valueOf(cannot.getMessage()));
    }
  }

  private static Keys keys(String file) {
    return Keys.in(path(Syntax.CERTIFICATE, file), Optional.empty(), Optional.empty());
  }

  private static Path path(ClientOption option, String file) {
    try {
      return Path.of(file);
    } catch (InvalidPathException notOne) {
      throw CommandFailure.wrong(option.name() + ": " + file + " (expected: a path)");
    }
  }
}
