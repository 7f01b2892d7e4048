package io.galopin.api;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The options that all protocols over TCP share. A protocol lists {@link #ALL} before its own
 * options and reads them with {@link #readBytes}.
 */
public final class ConnectionOptions {

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionOptions.class);

  /** The most bytes to read from a socket at a time. */
  public static final Option<Long> BUFFER =
      Option.size(
          "buffer", 256, 16L << 20, "the most bytes to read at a time; automatic when not given");

  /** Asks for what is always so. */
  public static final Option<Boolean> KEEP_ALIVE =
      Option.flag("keep-alive", "accepted for compatibility: connections are always kept")
          .orElse(false);

  /** Asks for what is always so. */
  public static final Option<Boolean> REUSE_SOCKET =
      Option.flag(
              "reuse-socket",
              "accepted for compatibility: a client's backend connection is always reused")
          .orElse(false);

  /** All of these options, in display order. */
  public static final List<Option<?>> ALL = List.of(BUFFER, KEEP_ALIVE, REUSE_SOCKET);

  private ConnectionOptions() {}

  /**
   * Returns the value for {@link Protocol#readBytes}. Logs which of the given options have no
   * effect, so call it once per instance of a protocol.
   *
   * @param protocol the protocol's name, for the log
   * @param options checked values, including those of {@link #ALL}
   */
  public static int readBytes(String protocol, Options options) {
    for (Option<Boolean> option : List.of(KEEP_ALIVE, REUSE_SOCKET)) {
      if (options.get(option)) {
        LOG.info(
            "protocol {}: {} = true changes nothing, as it is always so", protocol, option.name());
      }
    }
    return options.find(BUFFER).map(Math::toIntExact).orElse(0);
  }
}
