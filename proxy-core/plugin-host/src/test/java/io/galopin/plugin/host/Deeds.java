package io.galopin.plugin.host;

import java.util.List;

/** What code of a plugin may do in place of an answer, as a class that each broken JAR brings. */
final class Deeds {

  /** What does not throw, and never returns. */
  static final String FOREVER = "forever";

  /** What throws, whatever it may be. */
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

  /** A statement after which a compiler sees that others may follow. */
  static String statement(String deed) {
    return "if (true) throw Deeds." + deed + "();";
  }
}
