package io.galopin.scenario.probe;

import io.galopin.scenario.model.Target;
import java.time.Duration;

/** Asks a service once. Thread-safe. */
public interface Probe {

  /**
   * Asks, and returns when the answer is there.
   *
   * @param timeout the longest that it may take
   * @throws Exception if there is no answer, or a wrong one; the message says what
   */
  void ask(Duration timeout) throws Exception;

  /** Returns the probe of a target. Those of traffic do not ask. */
  static Probe of(Target target) {
    if (target instanceof Target.Http http) {
      return new HttpProbe(http);
    }
    if (target instanceof Target.Tcp tcp) {
      return timeout -> SocketProbe.connect(tcp.host(), tcp.port(), timeout);
    }
    if (target instanceof Target.Redis redis) {
      return timeout -> SocketProbe.ping(redis.host(), redis.port(), timeout);
    }
    if (target instanceof Target.Sql sql) {
      return new SqlProbe(sql);
    }
    if (target instanceof Target.Command command) {
      return timeout -> CommandProbe.run(command.words(), timeout);
    }
    throw new IllegalArgumentException(target.text() + " is not asked");
  }
}
