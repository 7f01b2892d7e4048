package io.galopin.live;

/** Plugins cannot be replaced, because a proxy needs something that the others lack. */
public final class PluginNeeded extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param proxy its name
   * @param reason what it needs, for the end of a sentence that begins with the proxy
   */
  PluginNeeded(String proxy, String reason) {
    super("proxy " + proxy + ": " + reason, null, false, false);
  }

  /**
   * @param proxy its name
   * @param thrown by a plugin, or because one is missing
   */
  PluginNeeded(String proxy, Throwable thrown) {
    this(proxy, told(thrown));
  }

  /** What was thrown, for the end of a sentence: exceptions have words, Errors often only names. */
  static String told(Throwable thrown) {
    return thrown instanceof RuntimeException && thrown.getMessage() != null
        ? thrown.getMessage()
        : thrown.toString();
  }
}
