package io.galopin.control;

import io.galopin.api.Excerpt;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Admits programs and keeps out web pages in a browser on this machine, which could otherwise
 * control a server on loopback. Four things give a browser away. A page of another site has a
 * foreign Origin. A page whose name was made to point to this machine (DNS rebinding) has a foreign
 * Host. Every browser sends its User-Agent. And it says where a call comes from, which no page can
 * change. There is no CORS, so that no page is ever allowed more. If a token is set, only clients
 * that send it are admitted.
 */
final class Gate implements Handler<RoutingContext> {

  /** The call that needs no token, so that clients can find out whether a server is there. */
  static final String OPEN = "/version";

  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]{1,5})?");

  /** Tells whether a page of another site made the call. Only browsers send it. */
  private static final String FETCH_SITE = "Sec-Fetch-Site";

  /** A page of this server, or a user who typed the address. */
  private static final Set<String> FETCHED_FROM_HERE = Set.of("same-origin", "none");

  /** A dot segment, which cannot be a name, and which URL parsers read as another folder. */
  private static final Pattern DOTS = Pattern.compile("(?i).*/(\\.|%2e){1,2}(/.*)?");

  private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  private static final String BEARER = "bearer ";

  private final boolean loopback;
  private final String scheme;
  private final Optional<byte[]> token;

  /**
   * Creates the gate.
   *
   * @param loopback whether the server is reachable only from this machine
   */
  Gate(boolean loopback, ControlSettings settings) {
    this.loopback = loopback;
    this.scheme = settings.tls().isPresent() ? "https://" : "http://";
    this.token = settings.token().map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    String host = host(request);
    if (loopback && !LOOPBACK.matcher(host).matches()) {
      throw new Refusal(
          403,
          "Host: "
              + Excerpt.of(host)
              + " (expected: localhost, an address in 127.0.0.0/8 or [::1])");
    }
    if (isForAnother(request.uri(), host)) {
      throw new Refusal(400, "target: its host differs from that of Host (expected: the same)");
    }
    refuseOtherPages(request, host);
    if (token.isPresent() && !request.path().equals(OPEN) && !knows(token.get(), request)) {
      throw new Refusal(
          401,
          "Authorization: no valid token (expected: Bearer and the token of this server)",
          Map.of("WWW-Authenticate", "Bearer"));
    }
    if (BROKEN_ESCAPE.matcher(request.uri()).find()) {
      throw new Refusal(
          400, "path and query: broken escape (expected: two hexadecimal digits after each %)");
    }
    refuseOddPath(request.path());
    context.next();
  }

  /** Pages of other sites must not act through a browser on this machine. */
  private void refuseOtherPages(HttpServerRequest request, String host) {
    for (String origin : request.headers().getAll(HttpHeaders.ORIGIN)) {
      if (!origin.equalsIgnoreCase(scheme + host)) {
        throw new Refusal(403, "Origin: pages of other sites may not call this server");
      }
    }
    for (String site : request.headers().getAll(FETCH_SITE)) {
      if (!FETCHED_FROM_HERE.contains(site)) {
        throw new Refusal(403, FETCH_SITE + ": pages of other sites may not call this server");
      }
    }
    for (String agent : request.headers().getAll(HttpHeaders.USER_AGENT)) {
      if (agent.startsWith("Mozilla/")) {
        throw new Refusal(403, "User-Agent: browsers may not call this server");
      }
    }
  }

  /** Whether the target itself names a host, which then counts, other than the Host header's. */
  private static boolean isForAnother(String target, String host) {
    int authority = target.startsWith("/") ? -1 : target.indexOf("://");
    if (authority < 0) {
      return false;
    }
    String rest = target.substring(authority + 3).toLowerCase(Locale.ROOT);
    return !rest.equals(host) && !rest.startsWith(host + "/") && !rest.startsWith(host + "?");
  }

  /**
   * Refuses paths that URL parsers may shorten to another thing: {@code /p/toxics/..} is {@code
   * /p}.
   */
  private static void refuseOddPath(String path) {
    if (DOTS.matcher(path).matches()) {
      throw new Refusal(400, "path: a part is . or .. (expected: names)");
    }
    if (path.indexOf("//", firstName(path)) >= 0) {
      throw new Refusal(400, "path: a part is empty (expected: a name between two slashes)");
    }
  }

  /** Some clients join an address with a final slash and a path with a leading one. */
  private static int firstName(String path) {
    int at = 0;
    while (at < path.length() && path.charAt(at) == '/') {
      at++;
    }
    return at;
  }

  /**
   * The Host header in lower case. A client of HTTP/1.0 may leave it out, and then counts as ours.
   */
  private static String host(HttpServerRequest request) {
    List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
    if (hosts.isEmpty() && request.version() == HttpVersion.HTTP_1_0) {
      return "localhost";
    }
    if (hosts.size() != 1) {
      throw new Refusal(400, "Host: " + hosts.size() + " of them (expected: one)");
    }
    return hosts.get(0).toLowerCase(Locale.ROOT);
  }

  /** Takes the same time for every wrong token. */
  private static boolean knows(byte[] token, HttpServerRequest request) {
    String given = request.getHeader(HttpHeaders.AUTHORIZATION);
    return given != null
        && given.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && MessageDigest.isEqual(
            token, given.substring(BEARER.length()).trim().getBytes(StandardCharsets.UTF_8));
  }
}
