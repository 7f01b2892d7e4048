package io.galopin.tls;

import io.galopin.engine.socket.Address;
import io.galopin.engine.tls.BackendEnd;
import io.galopin.engine.tls.ClientEnd;
import java.nio.file.Path;

/** Makes the ends of the engine from what is configured. Thread-safe. */
public final class Tls {

  private final Path stateFolder;

  /**
   * @param stateFolder where Galopin's authority is kept, or made when it is first needed
   */
  public Tls(Path stateFolder) {
    this.stateFolder = stateFolder;
  }

  /** The user's: {@code $XDG_STATE_HOME/galopin}, or {@code ~/.local/state/galopin}. */
  public static Path defaultFolder() {
    String state = System.getenv("XDG_STATE_HOME");
    Path base =
        state == null || state.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(state);
    return base.resolve("galopin");
  }

  /**
   * Returns how the client's side of a proxy speaks TLS. Reads files and makes keys, so not for an
   * event loop.
   *
   * @param listen where the proxy listens; its host is in certificates for clients that name no
   *     server
   * @throws TlsConfigException if it cannot, with a sentence
   */
  public ClientEnd at(ListenTls settings, Address listen) {
    throw new TlsConfigException(stateFolder + ": " + settings + listen);
  }

  /**
   * Returns how the backend's side of a proxy speaks TLS. Reads files, so not for an event loop.
   *
   * @throws TlsConfigException if it cannot, with a sentence
   */
  public BackendEnd toward(BackendTls settings) {
    throw new TlsConfigException(stateFolder + ": " + settings);
  }
}
