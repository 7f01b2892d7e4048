/**
 * What is configured and how it is chosen: rules, mixes, toxics with their scopes, the draws that
 * follow from the seed, what they have counted, and the rules of a replay.
 */
@NullMarked
package io.galopin.engine.rule;

import org.jspecify.annotations.NullMarked;
