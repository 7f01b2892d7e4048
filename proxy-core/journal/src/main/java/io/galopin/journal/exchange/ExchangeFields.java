package io.galopin.journal.exchange;

/**
 * The names of the fields in the lines of exchanges that a journal's lines do not have. What both
 * have is in {@link io.galopin.journal.Fields}.
 */
public final class ExchangeFields {

  public static final String ADDED_MS = "added-ms";
  public static final String BACKEND_MS = "backend-ms";
  public static final String BEHAVIOR = "behavior";
  public static final String CLIENT = "client";
  public static final String DID = "did";
  public static final String ERROR = "error";
  public static final String FAULTS = "faults";
  public static final String HOW = "how";
  public static final String IN = "in";
  public static final String MS = "ms";
  public static final String OUT = "out";
  public static final String REPLY = "reply";

  private ExchangeFields() {}
}
