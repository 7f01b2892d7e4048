/**
 * Whether what is configured to go wrong did, and if not, why: read from what rules and toxics have
 * counted, never from the journal, which forgets.
 */
@NullMarked
package io.galopin.engine.proof;

import org.jspecify.annotations.NullMarked;
