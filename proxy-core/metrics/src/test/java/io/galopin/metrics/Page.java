package io.galopin.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page in Prometheus' text format. Reads it strictly.
 *
 * @param values by the sample's name and its labels, sorted: {@code name{a="1",b="2"}}
 * @param types by family
 */
record Page(Map<String, Double> values, Map<String, String> types) {

  private static final Pattern COMMENT =
      Pattern.compile("# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)");
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\[\\\\n\"])*)\"(?:,|$)");

  static Page of(String text) {
    Page page = new Page(new TreeMap<>(), new TreeMap<>());
    assertThat(text.isEmpty() || text.endsWith("\n")).isTrue();
    text.lines().forEach(page::read);
    return page;
  }

  private void read(String line) {
    Matcher comment = COMMENT.matcher(line);
    if (comment.matches()) {
      if (comment.group(1).equals("TYPE")) {
        assertThat(types.put(comment.group(2), comment.group(3))).isNull();
      }
      return;
    }
    Matcher sample = SAMPLE.matcher(line);
    assertThat(sample.matches()).as(line).isTrue();
    Set<String> labels = new TreeSet<>();
    String rest = sample.group(2) == null ? "" : sample.group(2);
    Matcher label = LABEL.matcher(rest);
    int end = 0;
    while (label.find()) {
      assertThat(label.start()).as(line).isEqualTo(end);
      end = label.end();
      labels.add(label.group(1) + "=\"" + label.group(2) + "\"");
    }
    assertThat(end).as(line).isEqualTo(rest.length());
    String key = sample.group(1) + labels.stream().collect(Collectors.joining(",", "{", "}"));
    double value =
        sample.group(3).equals("+Inf")
            ? Double.POSITIVE_INFINITY
            : Double.parseDouble(sample.group(3));
    assertThat(values.put(key, value)).as(line).isNull();
  }

  /** Returns the value of a sample, which must exist. */
  double value(String key) {
    assertThat(values).containsKey(key);
    return values.get(key);
  }
}
