/**
 * Configuration and choice: rules, mixes, toxics with their scopes, the draws that follow from the
 * seed, counters, and the rules of a replay.
 */
@NullMarked
package io.galopin.engine.rule;

import org.jspecify.annotations.NullMarked;
