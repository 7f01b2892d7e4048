/**
 * Exchanges: how messages are cut, requests and replies paired, behaviors asked, and answers given.
 */
@NullMarked
package io.galopin.engine.exchange;

import org.jspecify.annotations.NullMarked;
