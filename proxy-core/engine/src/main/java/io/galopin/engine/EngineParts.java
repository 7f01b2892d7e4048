package io.galopin.engine;

import io.galopin.engine.hold.HeldMemory;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.loop.EventLoops;
import io.galopin.engine.trace.ExchangeListeners;
import io.galopin.engine.trouble.PluginFailures;

/**
 * What the proxies of one engine share.
 *
 * @param seed of the run
 * @param loops on which their connections live
 * @param journal the record of faults
 * @param memory counts what they hold back
 * @param failures of plugins, said once each
 * @param exchanges who is told of exchanges that are over
 */
record EngineParts(
    long seed,
    EventLoops loops,
    Journal journal,
    HeldMemory memory,
    PluginFailures failures,
    ExchangeListeners exchanges) {}
