/**
 * Spans and metrics for OpenTelemetry: one span for each exchange that is over, and the counts of
 * {@code io.galopin.metrics} at an interval, sent over HTTP to a collector. Start with {@link
 * io.galopin.telemetry.Telemetry}.
 *
 * <p>Nothing here decides anything, counts anything or reads configuration. Event loops only put
 * exchanges into a bounded queue; all else happens on threads of this package.
 */
@NullMarked
package io.galopin.telemetry;

import org.jspecify.annotations.NullMarked;
