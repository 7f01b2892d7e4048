package io.galopin.journal;

/** The names of the fields in a journal's lines, and in the entries of the control API. */
public final class Fields {

  public static final String CONNECTION = "connection";
  public static final String DECISION = "decision";
  public static final String DIGEST = "digest";
  public static final String DIRECTION = "direction";
  public static final String DONE = "done";
  public static final String DRAW_BY = "draw-by";
  public static final String EXCHANGE = "exchange";
  public static final String IDENTITY = "identity";
  public static final String LAYER = "layer";
  public static final String LAYERS = "layers";
  public static final String LISTEN = "listen";
  public static final String LOST = "lost";
  public static final String NAME = "name";
  public static final String NUMBER = "number";
  public static final String ORIGIN = "origin";
  public static final String PLUGIN = "plugin";
  public static final String PLUGINS = "plugins";
  public static final String PROTOCOL = "protocol";
  public static final String PROXIES = "proxies";
  public static final String PROXY = "proxy";
  public static final String REQUEST = "request";
  public static final String RULE = "rule";
  public static final String RULE_KEY = "rule-key";
  public static final String SEED = "seed";
  public static final String TIME = "time";
  public static final String UPSTREAM = "upstream";
  public static final String VERSION = "version";

  /** The {@link #ORIGIN} of the first line of a run. */
  public static final String RUN = "run";

  private Fields() {}
}
