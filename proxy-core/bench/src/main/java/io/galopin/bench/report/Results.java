package io.galopin.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The samples of one part: one per figure, contender and round, in the order in which they were
 * added. Notes say what could not be measured.
 */
public final class Results {

  private final Map<Figure, Map<String, List<Double>>> samples = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  /** Adds the sample of a round. */
  public void add(Figure figure, String contender, double value) {
    samples
        .computeIfAbsent(figure, first -> new LinkedHashMap<>())
        .computeIfAbsent(contender, first -> new ArrayList<>())
        .add(value);
  }

  /** Adds a sentence for the reader, unless it is there already. */
  public void note(String sentence) {
    if (!notes.contains(sentence)) {
      notes.add(sentence);
    }
  }

  public List<String> notes() {
    return List.copyOf(notes);
  }

  public Set<Figure> figures() {
    return samples.keySet();
  }

  /** Returns the samples of a figure by contender. */
  public Map<String, List<Double>> samples(Figure figure) {
    return samples.getOrDefault(figure, Map.of());
  }

  /** Returns the spreads of a figure by contender. */
  public Map<String, Spread> spreads(Figure figure) {
    Map<String, Spread> spreads = new LinkedHashMap<>();
    samples(figure).forEach((name, values) -> spreads.put(name, Spread.of(values)));
    return spreads;
  }
}
