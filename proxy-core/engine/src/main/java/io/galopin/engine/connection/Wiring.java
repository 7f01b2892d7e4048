package io.galopin.engine.connection;

/** The parts that move the bytes of a connection and end it. */
record Wiring(Wires wires, Flow flow, Ending ending, Guard guard) {}
