package io.galopin.bench.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Everything observed in a run.
 *
 * @param samples in order of time
 * @param liveMiB the live heap after a collection: after a fifth of the time, and at the end
 */
record Findings(List<Sample> samples, List<Double> liveMiB) {

  /** What a full journal takes, in MiB. */
  private static final double LIVE_NOISE = 16;

  /** Returns a sentence for each measure that grows; none if nothing does. */
  List<String> growing() {
    List<String> growing = new ArrayList<>();
    for (Measure measure : Measure.ALL) {
      Trend trend = trend(measure);
      if (trend.grows()) {
        growing.add(
            text("%s grows from %.0f to %.0f", measure.title(), trend.before(), trend.after()));
      }
    }
    double first = liveMiB.get(0);
    double last = liveMiB.get(liveMiB.size() - 1);
    if (last > first + LIVE_NOISE) {
      growing.add(text("what is alive on the heap grows from %.0f to %.0f MiB", first, last));
    }
    return growing;
  }

  private Trend trend(Measure measure) {
    return Trend.of(
        samples.stream().map(sample -> measure.value().applyAsDouble(sample)).toList(),
        measure.noise());
  }

  /** Returns a table in Markdown, with an explanation. */
  String markdown() {
    StringBuilder text = new StringBuilder("|  | second quarter | last quarter | most |\n");
    text.append("| --- | ---: | ---: | ---: |\n");
    for (Measure measure : Measure.ALL) {
      Trend trend = trend(measure);
      double most = samples.stream().mapToDouble(measure.value()).max().orElse(0);
      text.append(
          text(
              "| %s | %,.1f | %,.1f | %,.1f |\n",
              measure.title(), trend.before(), trend.after(), most));
    }
    text.append("\nAlive on the heap after collections, MiB: ");
    text.append(String.join(", ", liveMiB.stream().map(live -> text("%.1f", live)).toList()));
    List<String> growing = growing();
    text.append(".\n\n");
    text.append(growing.isEmpty() ? "Nothing grows." : String.join("; ", growing) + ".");
    return text.append('\n').toString();
  }

  /** Writes {@code soak.md}, {@code soak.svg} and {@code soak.csv} into a folder. */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("soak.md"), "# Soak\n\n" + markdown() + "\n![over time](soak.svg)\n");
    Files.writeString(folder.resolve("soak.svg"), Picture.of(samples));
    StringBuilder csv = new StringBuilder("minutes");
    for (Measure measure : Measure.ALL) {
      csv.append(",\"").append(measure.title()).append('"');
    }
    csv.append('\n');
    for (Sample sample : samples) {
      csv.append(text("%.2f", sample.minutes()));
      for (Measure measure : Measure.ALL) {
        csv.append(text(",%.2f", measure.value().applyAsDouble(sample)));
      }
      csv.append('\n');
    }
    Files.writeString(folder.resolve("soak.csv"), csv);
  }

  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
