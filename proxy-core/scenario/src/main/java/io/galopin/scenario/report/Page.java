package io.galopin.scenario.report;

import io.galopin.scenario.model.Times;
import io.galopin.scenario.result.Injected;
import io.galopin.scenario.result.Judged;
import io.galopin.scenario.result.ScenarioResult;
import io.galopin.scenario.result.StageResult;
import io.galopin.scenario.result.Verdict;
import io.galopin.scenario.result.Window;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A run as one HTML file that loads nothing, without scripts. It is well-formed XML as well.
 *
 * @param result what is shown
 */
record Page(ScenarioResult result) {

  String html() {
    Markup page = new Markup();
    page.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>\n");
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
    page.add("<title>%s: %s</title>\n", result.scenario(), result.verdict());
    page.raw("<style>\n").raw(style()).raw("</style></head><body>\n");
    head(page);
    page.raw("<h2>What happened when</h2>\n<div class=\"wide\" tabindex=\"0\" id=\"time\">\n");
    TimeLine.draw(result, page);
    page.raw("</div>\n<h2>Stages</h2>\n");
    StageNames names = StageNames.of(result);
    int number = 0;
    for (StageResult stage : result.stages()) {
      stage(page, ++number + " " + names.name(stage), stage);
    }
    if (result.leftOut() > 0) {
      page.add(
          "<p id=\"left-out\">%d more results of stages that were repeated are left out.</p>\n",
          result.leftOut());
    }
    return page.raw("</body></html>\n").toString();
  }

  private static String style() {
    try (InputStream style = Page.class.getResourceAsStream("report.css")) {
      if (style == null) {
        throw new IllegalStateException("report.css is not in the JAR");
      }
      return new String(style.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  private void head(Markup page) {
    page.add("<h1>%s ", result.scenario());
    verdict(page, result.verdict());
    page.raw("</h1>\n");
    if (!result.reasons().isEmpty()) {
      page.raw("<ul id=\"reasons\">\n");
      result.reasons().forEach(reason -> page.add("<li>%s</li>\n", reason));
      page.raw("</ul>\n");
    } else {
      page.raw("<p>All that was expected has held, and everything was injected.</p>\n");
    }
    page.raw("<dl>\n");
    fact(page, "File", result.source());
    fact(page, "Started", result.started().toString());
    fact(page, "Took", Scale.seconds(result.nanos()));
    fact(page, "Seed", String.valueOf(result.seed()));
    page.raw("</dl>\n");
    if (!result.command().isEmpty()) {
      page.add("<p>To repeat it:</p>\n<pre id=\"command\">%s</pre>\n", result.command());
    }
  }

  private static void fact(Markup page, String name, String value) {
    page.add("<div><dt>%s</dt><dd>%s</dd></div>\n", name, value);
  }

  private static void verdict(Markup page, Verdict verdict) {
    String sign =
        switch (verdict) {
          case PASS -> "✓";
          case FAIL -> "✗";
          case INCONCLUSIVE -> "?";
        };
    page.add("<span class=\"%s\">%s %1$s</span>", verdict, sign);
  }

  private void stage(Markup page, String title, StageResult stage) {
    page.add("<section>\n<h3>%s ", title);
    verdict(page, stage.verdict());
    page.raw("</h3>\n");
    page.add("<p>%s to %s</p>\n", Scale.seconds(stage.from()), Scale.seconds(stage.to()));
    injected(page, stage);
    judged(page, stage);
    seen(page, stage);
    page.raw("</section>\n");
  }

  private static void injected(Markup page, StageResult stage) {
    if (stage.injected().isEmpty()) {
      page.raw("<p>Nothing was injected.</p>\n");
      return;
    }
    page.raw("<table class=\"injected\"><thead><tr><th>Injected</th><th>Proxy</th>");
    page.raw("<th class=\"n\">Faults</th></tr></thead><tbody>\n");
    for (Injected one : stage.injected()) {
      page.add(
          "<tr><td>%s</td><td>%s</td><td class=\"n\">%s</td></tr>\n",
          one.what(), one.proxy(), one.counted() ? one.faults() : "not counted");
    }
    page.raw("</tbody></table>\n");
  }

  private static void judged(Markup page, StageResult stage) {
    if (stage.judged().isEmpty()) {
      page.raw("<p>Nothing was expected.</p>\n");
      return;
    }
    page.raw("<table class=\"judged\"><thead><tr><th>Probe</th><th>Expected</th>");
    page.raw("<th>Seen</th><th>Verdict</th></tr></thead><tbody>\n");
    for (Judged one : stage.judged()) {
      page.add(
          "<tr><td>%s</td><td>%s</td><td>%s</td><td>", one.subject(), one.expected(), one.seen());
      verdict(page, one.verdict());
      page.raw("</td></tr>\n");
    }
    page.raw("</tbody></table>\n");
  }

  private static void seen(Markup page, StageResult stage) {
    if (stage.seen().isEmpty()) {
      return;
    }
    page.raw("<div class=\"wide\" tabindex=\"0\"><table class=\"seen\"><thead><tr><th>Probe</th>");
    for (String name : new String[] {"Calls", "Errors", "p50", "p90", "p99", "Max"}) {
      page.add("<th class=\"n\">%s</th>", name);
    }
    page.raw("</tr></thead><tbody>\n");
    for (Window one : stage.seen()) {
      page.add("<tr><td>%s</td><td class=\"n\">%d</td>", one.probe(), one.calls());
      page.add("<td class=\"n\">%d</td>", one.errors());
      for (double millis : new double[] {one.p50(), one.p90(), one.p99(), one.max()}) {
        page.add("<td class=\"n\">%s</td>", one.measured() == 0 ? "none" : Times.millis(millis));
      }
      page.raw("</tr>\n");
    }
    page.raw("</tbody></table></div>\n");
  }
}
