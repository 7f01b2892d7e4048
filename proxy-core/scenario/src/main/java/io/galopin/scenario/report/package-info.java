/** Writes what a run has shown: as a page for people, as JSON, and as JUnit XML. */
@NullMarked
package io.galopin.scenario.report;

import org.jspecify.annotations.NullMarked;
