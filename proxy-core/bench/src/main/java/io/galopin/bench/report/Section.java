package io.galopin.bench.report;

/**
 * The section of the report about one part.
 *
 * @param title its heading
 * @param about what is measured and how, in Markdown
 * @param results the samples
 */
public record Section(String title, String about, Results results) {}
