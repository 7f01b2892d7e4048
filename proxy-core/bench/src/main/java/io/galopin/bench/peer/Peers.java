package io.galopin.bench.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All peers, each with its file in the folder {@code peers}. */
public final class Peers {

  /** Lets the launcher create its archive before the first start that counts. */
  private static final Map<String, String> PREPARED = Map.of("GALOPIN_ARCHIVE", "now");

  public static final Peer GALOPIN = galopin("galopin", "galopin.conf");
  public static final Peer GALOPIN_HTTP = galopin("galopin http", "galopin-http.conf");
  public static final Peer GALOPIN_REDIS = galopin("galopin redis", "galopin-redis.conf");
  public static final Peer GALOPIN_MYSQL = galopin("galopin mysql", "galopin-mysql.conf");

  /** With the control API, which toxics need. */
  public static final Peer GALOPIN_CONTROL = galopin("galopin", "galopin-control.conf");

  public static final Peer GALOPIN_MIX = galopin("one mix", "galopin-mix.conf");
  public static final Peer GALOPIN_RULES = galopin("ten rules", "galopin-rules.conf");
  public static final Peer GALOPIN_JOURNAL = galopin("mix and journal", "galopin-journal.conf");
  public static final Peer GALOPIN_EXCHANGES =
      galopin("http and exchanges", "galopin-exchanges.conf");
  public static final Peer GALOPIN_BYSTANDERS =
      galopin("others delayed", "galopin-bystanders.conf");

  /** With rules and the control API, for runs of hours. */
  public static final Peer GALOPIN_SOAK = galopin("galopin", "galopin-soak.conf");

  public static final Peer HAPROXY = haproxy("haproxy", "haproxy.cfg");
  public static final Peer HAPROXY_HTTP = haproxy("haproxy http", "haproxy-http.cfg");
  public static final Peer NGINX = nginx("nginx", "nginx.conf");
  public static final Peer NGINX_HTTP = nginx("nginx http", "nginx-http.conf");
  public static final Peer SOCAT =
      new Peer("socat", "socat", List.of("sh", "@folder@/socat.sh"), false, Map.of());
  public static final Peer TOXIPROXY =
      new Peer(
          "toxiproxy",
          "toxiproxy-server",
          List.of(
              "toxiproxy-server",
              "-host",
              "127.0.0.1",
              "-port",
              "@control@",
              "-config",
              "@folder@/toxiproxy.json"),
          false,
          Map.of());

  /** With TLS at the client's side, by the JDK. */
  public static final Peer GALOPIN_TLS = galopin("galopin", "galopin-tls.conf");

  /** The peers that can end TLS. */
  public static final List<Peer> TLS =
      List.of(
          GALOPIN_TLS,
          haproxy("haproxy", "haproxy-tls.cfg"),
          nginx("nginx", "nginx-tls.conf"),
          new Peer(
              "stunnel", "stunnel", List.of("stunnel", "@folder@/stunnel.conf"), false, Map.of()));

  /** The peers that can speak TLS at both sides of a connection. */
  public static final List<Peer> TLS_BOTH =
      List.of(
          galopin("galopin", "galopin-tls-both.conf"),
          haproxy("haproxy", "haproxy-tls-both.cfg"),
          nginx("nginx", "nginx-tls-both.conf"));

  /** The peers that relay bytes, {@link Peer#DIRECT} first. */
  public static final List<Peer> TCP =
      List.of(Peer.DIRECT, GALOPIN, HAPROXY, NGINX, SOCAT, TOXIPROXY);

  /** The same, and HAProxy with settings for more throughput. */
  public static final List<Peer> STREAMS =
      with(
          TCP,
          haproxy("haproxy 256k", "haproxy-256k.cfg"),
          haproxy("haproxy splice", "haproxy-splice.cfg"));

  /** The peers that can relay HTTP, whether they parse it or not. */
  public static final List<Peer> HTTP = with(TCP, GALOPIN_HTTP, HAPROXY_HTTP, NGINX_HTTP);

  /** The peers that have toxics. */
  public static final List<Peer> TOXIC = List.of(GALOPIN_CONTROL, TOXIPROXY);

  private Peers() {}

  private static Peer galopin(String name, String file) {
    return new Peer(
        name, "@galopin@", List.of("@galopin@", "--config", "@folder@/" + file), true, PREPARED);
  }

  /** Runs HAProxy in the foreground, so that it ends with the started process. */
  private static Peer haproxy(String name, String file) {
    return new Peer(
        name, "haproxy", List.of("haproxy", "-db", "-f", "@folder@/" + file), false, Map.of());
  }

  private static Peer nginx(String name, String file) {
    return new Peer(
        name,
        "nginx",
        List.of("nginx", "-p", "@folder@", "-e", "@folder@/nginx.log", "-c", "@folder@/" + file),
        false,
        Map.of());
  }

  private static List<Peer> with(List<Peer> peers, Peer... more) {
    List<Peer> all = new ArrayList<>(peers);
    all.addAll(List.of(more));
    return List.copyOf(all);
  }
}
