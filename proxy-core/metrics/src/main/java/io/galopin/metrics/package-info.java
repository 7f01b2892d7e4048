/**
 * What happens at proxies, in numbers: counted on the event loops, read by Prometheus when it asks
 * and sent to statsd once a second. {@link io.galopin.metrics.Metrics} is the way in.
 *
 * <p>Nothing here decides anything, listens anywhere or reads a configuration: whoever starts an
 * engine gives it the meters, and whoever serves {@code /metrics} asks for the text.
 */
@NullMarked
package io.galopin.metrics;

import org.jspecify.annotations.NullMarked;
