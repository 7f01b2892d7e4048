package io.galopin.scenario.run;

import io.galopin.client.Control;
import io.galopin.client.JournalEntry;
import io.galopin.client.JournalEntry.Origin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Counts the faults in the journal for the stages that injected them. Not thread-safe. */
final class FaultCount {

  private static final Pattern FAILURE =
      Pattern.compile("(fail|reset|close|hang|lose|truncate|drop).*");

  private final Control control;
  private final Map<String, Long> failures = new HashMap<>();
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
      if (isFailure(entry)) {
        failures.merge(entry.proxy(), 1L, Long::sum);
      }
      if (entry.origin() == Origin.INJECTED && !entry.decision().startsWith("ends")) {
        for (int i = stages.size() - 1; i >= 0; i--) {
          if (stages.get(i).count(entry.proxy(), entry.rule(), entry.plugin())) {
            break;
          }
        }
      }
    }
  }

  /** Whether the client of an exchange got no proper reply. */
  private static boolean isFailure(JournalEntry entry) {
    return switch (entry.origin()) {
      case INJECTED -> entry.exchange() > 0 && FAILURE.matcher(entry.decision()).matches();
      case NETWORK, PROXY -> entry.exchange() > 0;
      case SUMMARY, END -> false;
    };
  }

  /** How many exchanges of a proxy have failed so far. */
  long failures(String proxy) {
    return failures.getOrDefault(proxy, 0L);
  }
}
