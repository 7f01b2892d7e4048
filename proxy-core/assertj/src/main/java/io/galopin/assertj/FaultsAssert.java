package io.galopin.assertj;

import io.galopin.client.JournalEntry;
import io.galopin.client.Proxy;
import io.galopin.client.Traffic;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about injected faults. Several entries of the journal about one exchange, such as a
 * delay and then an error, count once. Those of a toxic count once per link.
 */
public final class FaultsAssert extends AbstractAssert<FaultsAssert, List<JournalEntry>> {

  private final String what;
  private final Proxy proxy;
  private final Kept kept;
  private final OptionalLong times;

  FaultsAssert(String what, Proxy proxy, Kept kept) {
    this(what, proxy, kept, OptionalLong.empty());
  }

  private FaultsAssert(String what, Proxy proxy, Kept kept, OptionalLong times) {
    super(kept.entries(), FaultsAssert.class);
    this.what = what;
    this.proxy = proxy;
    this.kept = kept;
    this.times = times;
  }

  FaultsAssert atLeastOnce() {
    Optional<Boolean> happened = kept.happened();
    if (happened.isEmpty()) {
      cannotTell("whether");
    } else if (!happened.get()) {
      failure("", 0);
    }
    return this;
  }

  /** Verifies that exactly this many were injected. */
  public FaultsAssert times(long expected) {
    OptionalLong count = kept.count();
    if (count.isEmpty()) {
      cannotTell("how often");
    } else if (count.getAsLong() != expected) {
      failure(" " + expected + (expected == 1 ? " time" : " times"), count.getAsLong());
    }
    return derived(what, kept, OptionalLong.of(expected));
  }

  private void cannotTell(String question) {
    failWithMessage(
        "Cannot tell %s proxy %s has injected %s: %s", question, proxy.name(), what, kept.gone());
  }

  /**
   * Restricts this assertion to faults on certain requests, and verifies that there was at least
   * one. After {@link #times}, verifies that there were as many.
   *
   * @param request the request as the journal has it; {@code *} stands for any text: {@code GET
   *     /orders/*}
   */
  public FaultsAssert on(String request) {
    String regex =
        Stream.of(request.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    Pattern pattern = Pattern.compile(regex, Pattern.DOTALL);
    FaultsAssert those =
        derived(
            what + " on " + request,
            kept.only(entry -> pattern.matcher(entry.request()).matches()),
            times);
    return times.isPresent() ? those.times(times.getAsLong()) : those.atLeastOnce();
  }

  /**
   * Restricts this assertion to the faults of one rule, and verifies their number as {@link #on}
   * does.
   */
  public FaultsAssert byRule(String rule) {
    FaultsAssert those =
        derived(
            what + " by rule " + rule,
            kept.only(entry -> entry.rule().equals(rule), fault -> fault.rule().equals(rule)),
            times);
    return times.isPresent() ? those.times(times.getAsLong()) : those.atLeastOnce();
  }

  private FaultsAssert derived(String text, Kept those, OptionalLong number) {
    FaultsAssert next = new FaultsAssert(text, proxy, those, number);
    next.info.description(info.descriptionText());
    return next;
  }

  private void failure(String expected, long count) {
    Traffic traffic = proxy.traffic();
    List<JournalEntry> all = proxy.journal();
    failWithMessage(
        "Expecting proxy %s to have injected %s%s, but it did so %d times in %d connections with %d"
            + " exchanges.%s",
        proxy.name(),
        what,
        expected,
        count,
        traffic.connections(),
        traffic.exchanges(),
        all.isEmpty() ? " Its journal is empty." : " Its journal:" + Lines.of(all));
  }
}
