package io.galopin.plugin.host;

import java.util.List;

/**
 * Things that plugin code may do instead of returning a result. Each broken JAR contains this
 * class.
 */
final class Deeds {

  /** Neither throws nor returns. */
  static final String FOREVER = "forever";

  /** Those that throw something. */
  static final List<String> THROWING =
      List.of("assertion", "linkage", "death", "overflow", "memory", "checked", "mute", "huge");

  static final String CLASS = "third.party.Deeds";

  static final String SOURCE =
      """
      package third.party;
      public final class Deeds {
        public static Error assertion() { return new AssertionError("boom\\n\\u001b[2J"); }
        public static Error linkage() { return new NoClassDefFoundError("boom"); }
        public static Error death() { return new ThreadDeath(); }
        public static Error overflow() { return overflow(); }
        public static Error memory() { return new OutOfMemoryError("boom"); }
        public static Error checked() { return Deeds.<Error>sneak(new Exception("boom")); }
        public static Error huge() { return new Error("boom ".repeat(1 << 20)); }
        public static Error mute() {
          return new Error() {
            @Override public String toString() { throw new LinkageError(); }
          };
        }
        public static Error forever() {
          while (true) {
            try { Thread.sleep(60_000); } catch (InterruptedException e) { }
          }
        }
        @SuppressWarnings("unchecked")
        private static <T extends Throwable> Error sneak(Throwable t) throws T { throw (T) t; }
      }
      """;

  private Deeds() {}

  /** Returns a statement that, to the compiler, may complete normally. */
  static String statement(String deed) {
    return "if (true) throw Deeds." + deed + "();";
  }
}
