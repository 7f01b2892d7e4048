package io.galopin.scenario.run;

import io.galopin.client.Control;
import io.galopin.client.GalopinException;
import io.galopin.client.Traffic;
import io.galopin.scenario.model.Act;
import io.galopin.scenario.model.Plan;
import io.galopin.scenario.model.Stage;
import java.util.HashMap;
import java.util.Map;

/**
 * Says whether clients have used a proxy since the start of the run. A proxy that is disabled has
 * no clients that could be counted; but those that were there before have been cut off. Not
 * thread-safe.
 */
final class Usage {

  private final Control control;
  private final Map<String, Traffic> atStart = new HashMap<>();

  /** Looks at the proxies whose use will be asked for. */
  Usage(Control control, Plan plan) {
    this.control = control;
    for (Stage stage : plan.stages()) {
      if (stage.acts().stream().anyMatch(act -> !isCounted(act))) {
        stage.proxies().forEach(this::watch);
      }
    }
  }

  /** Whether the journal has an entry for each time. Clients that are refused leave none. */
  static boolean isCounted(Act act) {
    return !(act instanceof Act.Outage || (act instanceof Act.Flap flap && flap.refuse()));
  }

  private void watch(String proxy) {
    try {
      atStart.put(proxy, control.existing(proxy).traffic());
    } catch (GalopinException unknown) {
      // A server without metrics of its proxies. Then only probes can tell.
      atStart.remove(proxy);
    }
  }

  /** Tells a stage which of its proxies were used until now. */
  void note(StageRun run) {
    run.uncounted().stream().filter(this::isUsed).forEach(run::noteUse);
  }

  /** Whether there was a client or an exchange since then; false if that is unknown. */
  private boolean isUsed(String proxy) {
    Traffic before = atStart.get(proxy);
    return before != null && !before.equals(control.existing(proxy).traffic());
  }
}
