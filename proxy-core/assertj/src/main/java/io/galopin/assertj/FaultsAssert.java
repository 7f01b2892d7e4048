package io.galopin.assertj;

import io.galopin.client.JournalEntry;
import io.galopin.client.Proxy;
import io.galopin.client.Traffic;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about injected faults. Several entries of the journal about one exchange, such as a
 * delay and then an error, count once; those of a toxic count once for each link.
 */
public final class FaultsAssert extends AbstractAssert<FaultsAssert, List<JournalEntry>> {

  private final String what;
  private final Proxy proxy;
  private final OptionalLong times;

  FaultsAssert(String what, Proxy proxy, List<JournalEntry> entries) {
    this(what, proxy, entries, OptionalLong.empty());
  }

  private FaultsAssert(String what, Proxy proxy, List<JournalEntry> entries, OptionalLong times) {
    super(entries, FaultsAssert.class);
    this.what = what;
    this.proxy = proxy;
    this.times = times;
  }

  FaultsAssert atLeastOnce() {
    if (actual.isEmpty()) {
      failure("");
    }
    return this;
  }

  /** Just so many of them were injected. */
  public FaultsAssert times(long expected) {
    if (count() != expected) {
      failure(" " + expected + (expected == 1 ? " time" : " times"));
    }
    return derived(what, actual, OptionalLong.of(expected));
  }

  /**
   * From here on it is about those that happened to certain requests. At least one has to; if
   * {@link #times} was said before, as many.
   *
   * @param request what the journal calls the request, {@code *} stands for anything: {@code GET
   *     /orders/*}
   */
  public FaultsAssert on(String request) {
    String regex =
        Stream.of(request.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    Pattern pattern = Pattern.compile(regex, Pattern.DOTALL);
    FaultsAssert those =
        derived(
            what + " on " + request,
            actual.stream().filter(entry -> pattern.matcher(entry.request()).matches()).toList(),
            times);
    return times.isPresent() ? those.times(times.getAsLong()) : those.atLeastOnce();
  }

  /** From here on it is about those of one rule; counted as in {@link #on}. */
  public FaultsAssert byRule(String rule) {
    FaultsAssert those =
        derived(
            what + " by rule " + rule,
            actual.stream().filter(entry -> entry.rule().equals(rule)).toList(),
            times);
    return times.isPresent() ? those.times(times.getAsLong()) : those.atLeastOnce();
  }

  private FaultsAssert derived(String text, List<JournalEntry> entries, OptionalLong number) {
    FaultsAssert those = new FaultsAssert(text, proxy, entries, number);
    those.info.description(info.descriptionText());
    return those;
  }

  private record Place(long connection, long exchange, String link) {
    static Place of(JournalEntry entry) {
      return new Place(
          entry.connection(),
          entry.exchange(),
          entry.exchange() > 0 ? "" : entry.plugin() + entry.direction());
    }
  }

  private long count() {
    return actual.stream().map(Place::of).distinct().count();
  }

  private void failure(String expected) {
    Traffic traffic = proxy.traffic();
    List<JournalEntry> all = proxy.journal();
    failWithMessage(
        "Expecting proxy %s to have injected %s%s, but it did so %d times in %d connections with %d"
            + " exchanges.%s",
        proxy.name(),
        what,
        expected,
        count(),
        traffic.connections(),
        traffic.exchanges(),
        all.isEmpty() ? " Its journal is empty." : " Its journal:" + Lines.of(all));
  }
}
