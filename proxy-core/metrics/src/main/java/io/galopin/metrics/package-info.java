/**
 * Metrics of proxies: counted on the event loops, read by Prometheus on request, and sent to statsd
 * once a second. Start with {@link io.galopin.metrics.Metrics}.
 *
 * <p>Nothing here decides anything, listens anywhere or reads configuration. Whoever starts an
 * engine passes it the meters, and whoever serves {@code /metrics} asks for the text.
 */
@NullMarked
package io.galopin.metrics;

import org.jspecify.annotations.NullMarked;
