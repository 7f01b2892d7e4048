package io.galopin.scenario.run;

import io.galopin.client.Control;
import io.galopin.client.JournalEntry;
import io.galopin.client.JournalEntry.Origin;
import java.util.List;

/** Counts the faults in the journal for the stages that injected them. Not thread-safe. */
final class FaultCount {

  private final Control control;
  private long last;

  /** Counts what is written from now on. */
  FaultCount(Control control) {
    this.control = control;
    List<JournalEntry> before = control.journal();
    this.last = before.isEmpty() ? 0 : before.get(before.size() - 1).number();
  }

  /** Reads what was written since the last call. Stages that began later go first. */
  void read(List<StageRun> stages) {
    for (JournalEntry entry : control.journalAfter(last)) {
      last = Math.max(last, entry.number());
      if (entry.origin() == Origin.INJECTED && !entry.decision().startsWith("ends")) {
        for (int i = stages.size() - 1; i >= 0; i--) {
          if (stages.get(i).count(entry.proxy(), entry.rule(), entry.plugin())) {
            break;
          }
        }
      }
    }
  }
}
