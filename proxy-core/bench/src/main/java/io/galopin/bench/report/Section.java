package io.galopin.bench.report;

/**
 * What the report says about a part.
 *
 * @param title its heading
 * @param about what is measured and how, in Markdown
 * @param results what came out
 */
public record Section(String title, String about, Results results) {}
