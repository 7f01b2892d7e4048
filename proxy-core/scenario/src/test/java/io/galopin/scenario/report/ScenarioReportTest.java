package io.galopin.scenario.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import io.galopin.scenario.result.Judged;
import io.galopin.scenario.result.ScenarioResult;
import io.galopin.scenario.result.StageResult;
import io.galopin.scenario.result.Verdict;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ScenarioReportTest {

  private static final String HOSTILE =
      "</title></style><script>alert('1')</script> & \"%s\" \u001B[31m\u0000 ]]> \uD800 ü";
  private static final String SHOWN =
      "</title></style><script>alert('1')</script> & \"%s\" \uFFFD[31m\uFFFD ]]> \uFFFD ü";

  @TempDir Path folder;

  private static Document parsed(String text) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(text)));
  }

  private static List<String> all(Document document, String path) throws XPathExpressionException {
    NodeList nodes =
        (NodeList)
            XPathFactory.newInstance().newXPath().evaluate(path, document, XPathConstants.NODESET);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }

  private static List<String> numbers(ScenarioResult result) {
    return result.stages().stream()
        .flatMap(stage -> stage.seen().stream())
        .flatMap(window -> Stream.of(window.calls(), window.errors()))
        .map(String::valueOf)
        .toList();
  }

  @Test
  void pageHasTheNumbersOfTheResult() throws Exception {
    ScenarioResult result = Results.failed("checkout");
    Document page = parsed(new Page(result).html());

    assertThat(all(page, "//h1")).containsExactly("checkout ✗ FAIL");
    assertThat(all(page, "//ul[@id='reasons']/li")).isEqualTo(result.reasons());
    assertThat(all(page, "//dl/div[dt='Seed']/dd")).containsExactly("7");
    assertThat(all(page, "//pre[@id='command']")).containsExactly(result.command());
    assertThat(all(page, "//section/h3"))
        .containsExactly(
            "1 baseline ✓ PASS",
            "2 checkout, round 1 ✗ FAIL",
            "3 checkout, round 2 ✓ PASS",
            "4 idle ? INCONCLUSIVE",
            "5 recovery ✓ PASS");
    assertThat(all(page, "//table[@class='injected']//td[3]"))
        .containsExactly("42", "42", "not counted", "0");
    assertThat(all(page, "//table[@class='seen']//td[position()=2 or position()=3]"))
        .isEqualTo(numbers(result));
    assertThat(all(page, "//table[@class='judged']//td[3]"))
        .isEqualTo(
            result.stages().stream()
                .flatMap(stage -> stage.judged().stream())
                .map(Judged::seen)
                .toList());
  }

  @Test
  void timeLineHasABarForEachWindowWithErrorsAndOneForEachStage() throws Exception {
    ScenarioResult result = Results.failed("checkout");
    Document page = parsed(new Page(result).html());
    String svg = "//*[local-name()='svg']";

    assertThat(all(page, svg + "/*[@class='err']/*"))
        .hasSize(12)
        .startsWith("5 of 10 calls failed")
        .endsWith("10 of 10 calls failed");
    assertThat(all(page, svg + "/*[starts-with(@class,'stage')]")).hasSize(5);
    assertThat(all(page, svg + "/*[@class='stage fault']/@y"))
        .as("only the stage that begins while another lasts is in a lane below")
        .satisfies(
            tops -> {
              assertThat(tops.get(0)).isEqualTo(tops.get(1));
              assertThat(tops.get(2)).isNotEqualTo(tops.get(1));
            });
    assertThat(all(page, svg + "/*[local-name()='path' and @class='p99']/@d").get(0).split("M"))
        .as("a gap while nothing was answered")
        .hasSize(3);
  }

  @Test
  void pageLoadsNothingAndRunsNothing() throws Exception {
    Document page = parsed(new Page(Results.failed("checkout")).html());

    assertThat(all(page, "//script | //link | //img | //@src | //@href | //iframe")).isEmpty();
    assertThat(all(page, "//style").get(0)).doesNotContain("url(", "@import");
  }

  @Test
  void whatPeersAndFilesNameIsTextEverywhere() throws Exception {
    ScenarioResult result = Results.failed(HOSTILE);
    Document page = parsed(new Page(result).html());
    Document xml = parsed(new JunitXml(result).xml());

    assertThat(all(page, "//*")).hasSameSizeAs(all(plainPage(), "//*"));
    assertThat(all(page, "//title[1]")).contains(SHOWN + ": FAIL");
    assertThat(all(page, "//section[2]/h3")).containsExactly("2 " + SHOWN + ", round 1 ✗ FAIL");
    assertThat(all(xml, "//testsuite/@name")).containsExactly(SHOWN);
    assertThat(all(xml, "//testcase[2]/@name")).containsExactly(SHOWN + ", round 1");
    assertThat(all(xml, "//testcase[2]/failure").get(0)).contains(SHOWN + ": errors <= 5%");
  }

  /** A name as long as the hostile one, so that as many labels fit. */
  private static Document plainPage() throws Exception {
    return parsed(new Page(Results.failed("x".repeat(HOSTILE.length()))).html());
  }

  @Test
  void ciServersSeeEachStageAndTheVerdict() throws Exception {
    Document xml = parsed(new JunitXml(Results.failed("checkout")).xml());

    assertThat(all(xml, "//testsuite/@*[name()='tests' or name()='failures' or name()='errors']"))
        .containsExactlyInAnyOrder("6", "2", "1");
    assertThat(all(xml, "//testcase/@name"))
        .containsExactly(
            "baseline", "checkout, round 1", "checkout, round 2", "idle", "recovery", "verdict");
    assertThat(all(xml, "//testcase[failure]/@name"))
        .containsExactly("checkout, round 1", "verdict");
    assertThat(all(xml, "//testcase[error]/@name")).containsExactly("idle");
    assertThat(all(xml, "//failure[1]/@message").get(0))
        .isEqualTo("checkout: errors <= 5%, seen 50%: FAIL");
    assertThat(all(xml, "//testsuite/@timestamp")).containsExactly("2026-11-28T12:00:00");
  }

  @Test
  void aSteadyStateThatWasNotThereIsAnErrorAndNoFailure() {
    Judged missing = new Judged("web", "errors <= 0%", "100%", Verdict.FAIL);
    StageResult baseline =
        new StageResult(ScenarioResult.BASELINE, 1, 0, 10, List.of(), List.of(), List.of(missing));

    assertThat(baseline.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void writesThreeFilesInPlaceOfOlderOnes() throws Exception {
    ScenarioReport report = new ScenarioReport(folder.resolve("new/out"));
    ScenarioResult result = Results.failed("checkout");
    report.prepare();
    Files.writeString(report.page(), "old");
    report.write(result);

    try (Stream<Path> files = Files.list(report.folder())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("report.html", "report.json", "junit.xml");
    }
    assertThat(Files.readString(report.page())).isEqualTo(new Page(result).html());
    assertThat(JSON.std.mapFrom(Files.readString(report.folder().resolve("report.json"))))
        .containsKeys("scenario", "source", "command", "seed", "started", "seconds", "verdict")
        .containsKeys("reasons", "stages", "windows");
  }

  @Test
  void findsBeforeTheRunWhatCannotBeWritten() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(new ScenarioReport(file)::prepare).isInstanceOf(FileSystemException.class);

    Files.createDirectories(folder.resolve("out/junit.xml"));
    assertThatThrownBy(new ScenarioReport(folder.resolve("out"))::prepare)
        .hasMessageContaining("junit.xml: is a folder");
  }

  @Test
  void drawsARunThatEndedAtOnce() throws Exception {
    ScenarioResult one = Results.failed("checkout");
    ScenarioResult none =
        new ScenarioResult(
            "none", "f", "", 1, one.started(), 0, Verdict.PASS, List.of(), List.of(), 0, List.of());

    assertThat(new Page(none).html()).doesNotContain("NaN", "Infinity", "left-out");
    assertThat(all(parsed(new Page(none).html()), "//h1")).containsExactly("none ✓ PASS");
  }

  @Test
  void saysHowManyResultsAreLeftOut() throws Exception {
    ScenarioResult one = Results.failed("checkout");
    ScenarioResult some =
        new ScenarioResult(
            "some", "f", "", 1, one.started(), 0, Verdict.PASS, List.of(), List.of(), 7, List.of());

    assertThat(all(parsed(new Page(some).html()), "//p[@id='left-out']"))
        .containsExactly("7 more results of stages that were repeated are left out.");
    assertThat(some.toJson()).contains("\"left-out\" : 7");
  }
}
