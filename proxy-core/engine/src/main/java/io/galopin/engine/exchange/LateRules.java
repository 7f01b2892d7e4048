package io.galopin.engine.exchange;

import io.galopin.engine.rule.Rule;
import java.util.List;

/**
 * The rules to ask when the reply to a request has arrived.
 *
 * @param known the values of the request that they test
 */
record LateRules(List<Rule> rules, KnownValues known) {}
