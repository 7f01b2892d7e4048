package io.galopin.metrics;

/** What is counted of each proxy. Whoever shows it gives it a name by the rules of its readers. */
public enum Measure {
  /** Per proxy, its two addresses and direction. */
  RECEIVED_BYTES(
      Kind.COUNT, "Bytes read from clients (upstream) and from the backend (downstream)"),
  /** Per proxy, its two addresses and direction. */
  SENT_BYTES(Kind.COUNT, "Bytes written to the backend (upstream) and to clients (downstream)"),
  CONNECTIONS_OPEN(Kind.LEVEL, "Connections open now"),
  CONNECTIONS(Kind.COUNT, "Clients accepted"),
  EXCHANGES(Kind.COUNT, "Exchanges begun"),
  UPSTREAM_CONNECT_FAILURES(Kind.COUNT, "Connections that could not reach the backend"),
  /** Per proxy and plugin. */
  FAULTS(Kind.COUNT, "Faults that behaviors and toxics injected"),
  /** Per proxy, plugin and hook. */
  PLUGIN_FAILURES(Kind.COUNT, "Calls of plugins that threw, returned nonsense or did not return"),
  UPSTREAM_LATENCY(Kind.DURATIONS, "Time from forwarding a request to the first byte of its reply"),
  ADDED_LATENCY(Kind.DURATIONS, "Delays that behaviors added to requests and replies");

  /** What its numbers are. */
  public enum Kind {
    /** A total that only grows. */
    COUNT,
    /** A number of now. */
    LEVEL,
    /** How many durations there were in each of several ranges. */
    DURATIONS
  }

  private final Kind kind;
  private final String description;

  Measure(Kind kind, String description) {
    this.kind = kind;
    this.description = description;
  }

  public Kind kind() {
    return kind;
  }

  /** Returns what it is, on one line without a full stop. */
  public String description() {
    return description;
  }
}
