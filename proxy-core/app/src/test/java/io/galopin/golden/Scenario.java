package io.galopin.golden;

/**
 * A fixed conversation.
 *
 * @param name of the scenario, its golden file and its proxy
 * @param form the protocol's messages
 * @param script what the backend does
 * @param settings of the proxy, as in a file
 * @param isBackendShown whether what the backend gets is the same each time
 * @param isWithoutBackend whether nobody listens there
 * @param play what clients do
 */
record Scenario(
    String name,
    Form form,
    Backend.Script script,
    String settings,
    boolean isBackendShown,
    boolean isWithoutBackend,
    Play play) {

  /** What clients do. */
  interface Play {
    void play(Game game) throws Exception;
  }

  static Scenario http(String name, String settings, Play play) {
    return of(name, "http", Form.HTTP, Scripts::http, settings, play);
  }

  static Scenario redis(String name, String settings, Play play) {
    return of(name, "redis", Form.REDIS, Scripts::redis, settings, play);
  }

  static Scenario memcache(String name, String settings, Play play) {
    return of(name, "memcache", Form.MEMCACHE, Scripts::memcache, settings, play);
  }

  static Scenario lines(String name, String settings, Play play) {
    return of(name, "tcp", Form.LINES, Scripts::lines, settings, play);
  }

  private static Scenario of(
      String name, String protocol, Form form, Backend.Script script, String settings, Play play) {
    String all = "protocol = " + protocol + "\n" + settings;
    return new Scenario(name, form, script, all, true, false, play);
  }

  /** Returns this scenario for a backend whose input varies. */
  Scenario backendNotShown() {
    return new Scenario(name, form, script, settings, false, isWithoutBackend, play);
  }

  /** Returns this scenario without a backend. */
  Scenario withoutBackend() {
    return new Scenario(name, form, script, settings, false, true, play);
  }

  @Override
  public String toString() {
    return name;
  }
}
