/** What was measured, as numbers, tables in Markdown and pictures in SVG. */
@NullMarked
package io.galopin.bench.report;

import org.jspecify.annotations.NullMarked;
