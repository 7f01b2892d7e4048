package io.galopin.engine.exchange;

import io.galopin.engine.hold.HeldMemory;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.rule.Draws;
import io.galopin.engine.socket.ProxyMeter;
import io.galopin.engine.trouble.PluginFailures;
import io.galopin.testbed.VirtualTime;
import java.time.Clock;
import java.util.List;

/** The third connection of the proxy {@code web} on virtual time, with a journal, for tests. */
public final class VirtualFacts {

  public final VirtualTime time = new VirtualTime();
  public final HeldMemory memory = new HeldMemory(1 << 20, 1 << 22);
  public final Draws draws = Draws.of(1, "web");
  public final Journal journal = new Journal(Clock.systemUTC(), 1_000);
  public final ConnectionFacts facts =
      new ConnectionFacts(
          "web", 3, null, time.loop(), time.loop().ticker().nanoTime(), draws, memory);
  public final Recorder recorder =
      new Recorder(
          journal, new PluginFailures(), (direction, reason) -> {}, ProxyMeter.NONE, "web", 3);

  /** What has been written down, in words. */
  public List<String> entries() {
    return journal.after(0, 1_000).stream().map(Journal.Entry::decision).toList();
  }
}
