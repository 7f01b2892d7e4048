package io.galopin.engine.exchange;

import io.galopin.engine.rule.Rule;
import java.util.List;

/**
 * The rules that are to be asked when the reply to a request has come.
 *
 * @param known what those want to know of the request
 */
record LateRules(List<Rule> rules, KnownValues known) {}
