package io.galopin.app.watch;

import java.nio.file.Path;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A file or folder with all that belongs to it. It has changed once it looks different and has
 * looked so at two looks in a row, because it may be written in pieces. While it is missing, as
 * when an editor replaces it, it does not count as changed. Used by one thread.
 */
final class Watched {

  private final Path main;
  private final Supplier<Set<Path>> files;
  private final Runnable changed;
  private Set<Path> all;
  private @Nullable Footprint known;
  private @Nullable Footprint last;

  /**
   * @param main must be there
   * @param files finds what is to be watched, among it {@code main}
   * @param changed called at the first look, too, because it may have changed before
   */
  Watched(Path main, Supplier<Set<Path>> files, Runnable changed) {
    this.main = main;
    this.files = files;
    this.changed = changed;
    this.all = files.get();
  }

  /** Looks once. */
  void look() {
    Footprint now = Footprint.of(all);
    boolean settled = now.equals(last);
    last = now;
    if (!settled || now.equals(known) || !now.has(main)) {
      return;
    }
    known = now;
    changed.run();
    Set<Path> then = files.get();
    if (!then.equals(all) && Footprint.of(all).equals(now)) {
      known = Footprint.of(then);
      last = known;
    }
    all = then;
  }
}
