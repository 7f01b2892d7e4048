package io.galopin.journal;

/** The names of the fields in a journal's lines. */
final class Fields {

  static final String CONNECTION = "connection";
  static final String DECISION = "decision";
  static final String DIGEST = "digest";
  static final String DIRECTION = "direction";
  static final String DONE = "done";
  static final String DRAW_BY = "draw-by";
  static final String EXCHANGE = "exchange";
  static final String IDENTITY = "identity";
  static final String LISTEN = "listen";
  static final String LOST = "lost";
  static final String NAME = "name";
  static final String NUMBER = "number";
  static final String ORIGIN = "origin";
  static final String PLUGIN = "plugin";
  static final String PROTOCOL = "protocol";
  static final String PROXIES = "proxies";
  static final String PROXY = "proxy";
  static final String REQUEST = "request";
  static final String RULE = "rule";
  static final String RULE_KEY = "rule-key";
  static final String SEED = "seed";
  static final String TIME = "time";
  static final String UPSTREAM = "upstream";
  static final String VERSION = "version";

  /** The {@link #ORIGIN} of the first line of a run. */
  static final String RUN = "run";

  private Fields() {}
}
