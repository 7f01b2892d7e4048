/**
 * Exchanges that are over, as lines of JSON, and where they wait until somebody has time for them.
 */
@NullMarked
package io.galopin.journal.exchange;

import org.jspecify.annotations.NullMarked;
