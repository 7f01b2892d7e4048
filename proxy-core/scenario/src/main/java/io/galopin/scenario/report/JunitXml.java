package io.galopin.scenario.report;

import io.galopin.scenario.result.Injected;
import io.galopin.scenario.result.Judged;
import io.galopin.scenario.result.ScenarioResult;
import io.galopin.scenario.result.StageResult;
import io.galopin.scenario.result.Verdict;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A run as CI servers read it: a test suite for the scenario, a test case for each stage, and one
 * for the verdict. FAIL is a failure. INCONCLUSIVE is an error and not a skipped test, as a build
 * with skipped tests is green.
 */
record JunitXml(ScenarioResult result) {

  private static final double NANOS = 1e9;

  String xml() {
    StageNames names = StageNames.of(result);
    List<Verdict> verdicts =
        Stream.concat(
                result.stages().stream().map(StageResult::verdict), Stream.of(result.verdict()))
            .toList();
    Markup xml = new Markup();
    xml.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    xml.add(
        "<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"0\""
            + " time=\"%.3f\" timestamp=\"%s\" hostname=\"localhost\">\n",
        result.scenario(),
        verdicts.size(),
        count(verdicts, Verdict.FAIL),
        count(verdicts, Verdict.INCONCLUSIVE),
        result.nanos() / NANOS,
        result.started().truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ""));
    xml.add(
        "<properties><property name=\"seed\" value=\"%s\"/>"
            + "<property name=\"source\" value=\"%s\"/>"
            + "<property name=\"command\" value=\"%s\"/></properties>\n",
        String.valueOf(result.seed()), result.source(), result.command());
    for (StageResult stage : result.stages()) {
      testCase(xml, names.name(stage), stage.to() - stage.from(), stage.verdict(), lines(stage));
    }
    testCase(xml, "verdict", 0, result.verdict(), result.reasons());
    return xml.raw("</testsuite>\n</testsuites>\n").toString();
  }

  private static long count(List<Verdict> verdicts, Verdict which) {
    return verdicts.stream().filter(which::equals).count();
  }

  private void testCase(Markup xml, String name, long nanos, Verdict verdict, List<String> lines) {
    xml.add(
        "<testcase classname=\"%s\" name=\"%s\" time=\"%.3f\">",
        result.scenario(), name, nanos / NANOS);
    String text = String.join("\n", lines);
    switch (verdict) {
      case PASS -> xml.add("<system-out>%s</system-out>", text);
      case FAIL -> broken(xml, "failure", verdict, text);
      case INCONCLUSIVE -> broken(xml, "error", verdict, text);
    }
    xml.raw("</testcase>\n");
  }

  private static void broken(Markup xml, String tag, Verdict verdict, String text) {
    String first = text.lines().findFirst().orElse(verdict.name());
    xml.raw("<" + tag);
    xml.add(" type=\"%s\" message=\"%s\">%s", verdict, first, text);
    xml.raw("</" + tag + ">");
  }

  /** What was expected, first what has not held; then what was injected. */
  private static List<String> lines(StageResult stage) {
    List<String> lines = new ArrayList<>();
    List<Injected> unproven = stage.unproven();
    for (Verdict verdict : List.of(Verdict.FAIL, Verdict.INCONCLUSIVE, Verdict.PASS)) {
      for (Judged one : stage.judged()) {
        if (one.verdict() == verdict) {
          lines.add(one + ": " + verdict);
        }
      }
      for (Injected one : stage.injected()) {
        boolean doubtful = unproven.contains(one);
        if (verdict == (doubtful ? Verdict.INCONCLUSIVE : Verdict.PASS)) {
          String faults = one.counted() ? ", faults: " + one.faults() : "";
          String act = one.what() + " at " + one.proxy();
          lines.add(act + (doubtful ? " " + one.doubt() : faults));
        }
      }
    }
    return lines;
  }
}
