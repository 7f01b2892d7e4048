package io.galopin.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything that was measured in a run: Markdown, a picture per table, and all samples. */
public final class Report {

  private final List<String> circumstances;
  private final List<Section> sections = new ArrayList<>();

  /**
   * Creates a report without sections.
   *
   * @param circumstances sentences about the machine, versions and settings
   */
  public Report(List<String> circumstances) {
    this.circumstances = List.copyOf(circumstances);
  }

  public void add(Section section) {
    sections.add(section);
  }

  /**
   * Writes {@code report.md}, {@code samples.csv} and the pictures into a folder. Creates it if
   * necessary.
   */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("report.md"), "# Benchmark report\n\n" + markdown(""));
    Files.writeString(folder.resolve("samples.csv"), samples());
    drawInto(folder);
  }

  /** Writes a picture per table into a folder. Creates it if necessary. */
  void drawInto(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Section section : sections) {
      for (Figure figure : section.results().figures()) {
        Files.writeString(
            folder.resolve(figure.slug() + ".svg"),
            Chart.of(figure, section.results().spreads(figure)));
      }
    }
  }

  /**
   * Returns the text without a title.
   *
   * @param pictures what to put before the name of each picture's file
   */
  String markdown(String pictures) {
    StringBuilder text = new StringBuilder();
    circumstances.forEach(one -> text.append("- ").append(one).append('\n'));
    for (Section section : sections) {
      text.append("\n## ").append(section.title()).append("\n\n");
      text.append(section.about()).append('\n');
      section.results().notes().forEach(note -> text.append("\n*").append(note).append("*\n"));
      for (Figure figure : section.results().figures()) {
        text.append("\n### ").append(heading(figure));
        text.append("\n\n").append(Table.of(figure, section.results().spreads(figure)));
        text.append("\n![").append(figure.title()).append("](");
        text.append(pictures).append(figure.slug()).append(".svg)\n");
      }
    }
    return text.toString();
  }

  private static String heading(Figure figure) {
    String better = figure.moreIsBetter() ? "more is better" : "less is better";
    return figure.title() + " (" + figure.unit() + ", " + better + ")";
  }

  private String samples() {
    StringBuilder csv = new StringBuilder("part,figure,unit,contender,round,value\n");
    for (Section section : sections) {
      for (Figure figure : section.results().figures()) {
        for (Map.Entry<String, List<Double>> one : section.results().samples(figure).entrySet()) {
          int round = 1;
          for (double value : one.getValue()) {
            csv.append(
                "%s,\"%s\",%s,%s,%d,%s%n"
                    .formatted(
                        figure.part(),
                        figure.title(),
                        figure.unit(),
                        one.getKey(),
                        round++,
                        value));
          }
        }
      }
    }
    return csv.toString();
  }
}
