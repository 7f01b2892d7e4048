package io.galopin.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ReportTest {

  private static final Figure SPEED = Figure.more("relays", "1 stream <all>", "GB/s");

  private final Report report = new Report(List.of("2 cores"));

  @TempDir private Path folder;

  @BeforeEach
  void measure() {
    Results results = new Results();
    results.add(SPEED, "direct", 4);
    results.add(SPEED, "galopin", 1.5);
    results.add(SPEED, "galopin", 2);
    results.add(SPEED, "galopin", 3);
    results.add(Figure.less("relays", "error", "ms"), "galopin", -2);
    results.note("socat failed: it ended.");
    report.add(new Section("Relays", "How fast they are.", results));
  }

  @Test
  void showsMedianSpreadAndTheRatioToEachOther() throws IOException {
    report.write(folder);

    assertThat(folder.resolve("report.md"))
        .content()
        .contains("- 2 cores\n", "## Relays\n\nHow fast they are.\n", "*socat failed: it ended.*")
        .contains(
            """
            |  | GB/s | min–max | × direct | × galopin |
            | --- | ---: | ---: | ---: | ---: |
            | direct | **4.00** | 4.00–4.00 |  | 2.00 |
            | galopin | **2.00** | 1.50–3.00 | 0.500 |  |

            ![1 stream <all>](relays-1-stream-all.svg)
            """);
  }

  @Test
  void givesNoRatioToWhatIsNotAboveZero() throws IOException {
    report.write(folder);

    assertThat(folder.resolve("report.md")).content().contains("|  | ms | min–max |\n");
  }

  @Test
  void keepsEachSample() throws IOException {
    report.write(folder);

    assertThat(folder.resolve("samples.csv"))
        .content()
        .contains("relays,\"1 stream <all>\",GB/s,galopin,2,2.0");
  }

  @Test
  void drawsABarAsLongAsTheMedian() throws Exception {
    report.write(folder);

    NodeList bars = xml(folder.resolve("relays-1-stream-all.svg")).getElementsByTagName("rect");
    double direct = width(bars, 1);
    assertThat(width(bars, 2)).isEqualTo(direct / 2);
  }

  @Test
  void drawsValuesBelowZeroToTheLeft() throws Exception {
    report.write(folder);

    Document picture = xml(folder.resolve("relays-error.svg"));
    Element bar = (Element) picture.getElementsByTagName("rect").item(1);
    NodeList lines = picture.getElementsByTagName("line");
    double zero =
        Double.parseDouble(((Element) lines.item(lines.getLength() - 1)).getAttribute("x1"));
    assertThat(Double.parseDouble(bar.getAttribute("x"))).isLessThan(zero);
    assertThat(width(picture.getElementsByTagName("rect"), 1)).isPositive();
  }

  @Test
  void takesThePlaceOfTheLastReportOnAPage() throws IOException {
    Path page = folder.resolve("fast.md");
    Files.writeString(page, "A\n<!-- report: begin -->\nold\n<!-- report: end -->\nB\n");

    Page.put(report, page);
    Page.put(report, page);

    assertThat(page)
        .content()
        .startsWith("A\n<!-- report: begin -->\n\n- 2 cores\n")
        .endsWith("\n<!-- report: end -->\nB\n")
        .doesNotContain("old")
        .containsOnlyOnce("\n## Relays")
        .contains("(fast/relays-error.svg)");
    assertThat(folder.resolve("fast/relays-error.svg")).exists();
  }

  @Test
  void refusesAPageWithoutMarkers() throws IOException {
    Path page = folder.resolve("none.md");
    Files.writeString(page, "A\n");

    assertThatIOException()
        .isThrownBy(() -> Page.put(report, page))
        .withMessageContaining("no markers");
  }

  private static double width(NodeList bars, int index) {
    return Double.parseDouble(((Element) bars.item(index)).getAttribute("width"));
  }

  private static Document xml(Path file) throws Exception {
    try (InputStream in = Files.newInputStream(file)) {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
    }
  }
}
