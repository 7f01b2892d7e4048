/**
 * What rules test about an exchange or a connection: terms, conditions on their values, and
 * triggers.
 *
 * <p>This package does not parse them, and does not contain what rules do.
 */
@NullMarked
package io.galopin.engine.match;

import org.jspecify.annotations.NullMarked;
