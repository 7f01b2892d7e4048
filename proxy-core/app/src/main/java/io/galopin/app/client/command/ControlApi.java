package io.galopin.app.client.command;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.galopin.app.console.CommandFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A server with the control API. Each call blocks until its reply is there, and throws a {@link
 * CommandFailure} if it fails.
 *
 * <p>Uses {@link HttpURLConnection}, because {@code java.net.http.HttpClient} sets up TLS and
 * threads first, which takes ten times as long as the call itself. Not thread-safe.
 */
public final class ControlApi {

  private static final Duration CONNECTING = Duration.ofSeconds(5);
  private static final Duration REPLYING = Duration.ofSeconds(30);
  private static final String ENDED =
      "the server has ended the reply (expected: a server that goes on; start this again with it)";
  private static final int FIRST_THAT_IS_NO_SUCCESS = 300;

  /** There is no such thing. */
  public static final int NOT_FOUND = 404;

  /** There is such a thing already. */
  public static final int CONFLICT = 409;

  private final List<ServerAddress> candidates;
  private final Optional<String> token;
  private final ServerTls tls;
  private volatile @Nullable ServerAddress found;

  /**
   * @param candidates the addresses to try; the first that accepts a connection is used
   * @param token sent as {@code Authorization: Bearer …} if present
   * @param trust for servers that speak TLS; read when there is one
   */
  public ControlApi(List<ServerAddress> candidates, Optional<String> token, ServerTrust trust) {
    this.candidates = List.copyOf(candidates);
    this.token = token;
    this.tls = new ServerTls(trust);
  }

  /**
   * A reply.
   *
   * @param content a missing node if the body was empty; empty if the body was not JSON
   */
  private record Reply(int status, Optional<JsonNode> content) {}

  /** A path of these segments, which are escaped. */
  public static String path(String... segments) {
    StringBuilder path = new StringBuilder();
    for (String segment : segments) {
      path.append('/')
          .append(URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"));
    }
    return path.toString();
  }

  public JsonNode get(String path) {
    return call("GET", path, null);
  }

  /** The same, but empty if the server refuses the call or its reply is not JSON. */
  public Optional<JsonNode> find(String path) {
    Reply reply = reply(connected("GET", path, null), null);
    return reply.status() < FIRST_THAT_IS_NO_SUCCESS ? reply.content() : Optional.empty();
  }

  /** Changes something; empty if the server refuses the call or its reply is not JSON. */
  public Optional<JsonNode> findPut(String path, JsonNode body) {
    byte[] bytes = Json.text(body).getBytes(StandardCharsets.UTF_8);
    Reply reply = reply(connected("PUT", path, bytes), bytes);
    return reply.status() < FIRST_THAT_IS_NO_SUCCESS ? reply.content() : Optional.empty();
  }

  public JsonNode post(String path, JsonNode body) {
    return call("POST", path, Json.text(body).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Makes or changes something that may have come or gone meanwhile. Empty if the server refuses
   * the call with this status, which is no failure then: 404 for what is gone, 409 for what is
   * there.
   */
  public Optional<JsonNode> postUnless(int status, String path, JsonNode body) {
    byte[] bytes = Json.text(body).getBytes(StandardCharsets.UTF_8);
    Reply reply = reply(connected("POST", path, bytes), bytes);
    return reply.status() == status ? Optional.empty() : Optional.of(content(reply));
  }

  /** A call with an empty body. */
  public JsonNode post(String path) {
    return call("POST", path, new byte[0]);
  }

  public JsonNode put(String path, JsonNode body) {
    return call("PUT", path, Json.text(body).getBytes(StandardCharsets.UTF_8));
  }

  public JsonNode delete(String path) {
    return call("DELETE", path, null);
  }

  /**
   * Deletes something that may have ended by itself meanwhile; that is no failure.
   *
   * @return whether it was there
   */
  public boolean remove(String path) {
    Reply reply = reply(connected("DELETE", path, null), null);
    if (reply.status() == NOT_FOUND) {
      return false;
    }
    succeeded(reply);
    return true;
  }

  /**
   * Follows a call whose reply has one JSON object per line and does not end by itself.
   *
   * @param each is given each object as it comes, as it was sent and as it was read; returns false
   *     to stop following
   * @throws CommandFailure if the server refuses the call, ends it, or says nothing for too long
   */
  public void follow(String path, BiPredicate<String, JsonNode> each) {
    HttpURLConnection connection = connected("GET", path, null);
    try {
      if (connection.getResponseCode() >= FIRST_THAT_IS_NO_SUCCESS) {
        succeeded(reply(connection, null));
      }
      if (!hasStopped(connection, each)) {
        throw CommandFailure.failed(address().url() + ": " + ENDED);
      }
    } catch (SocketTimeoutException late) {
      throw noReply();
    } catch (IOException gone) {
      throw CommandFailure.failed(address().url() + ": " + ENDED);
    } finally {
      connection.disconnect();
    }
  }

  /** Returns false if the reply has ended. */
  private static boolean hasStopped(
      HttpURLConnection connection, BiPredicate<String, JsonNode> each) throws IOException {
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.isBlank() && !each.test(line, Json.read(line.getBytes(StandardCharsets.UTF_8)))) {
        return true;
      }
    }
    return false;
  }

  private void succeeded(Reply reply) {
    if (reply.status() >= FIRST_THAT_IS_NO_SUCCESS) {
      JsonNode content = reply.content().orElse(MissingNode.getInstance());
      throw CommandFailure.failed(Refused.sentence(reply.status(), content, address()));
    }
  }

  private JsonNode call(String method, String path, byte @Nullable [] body) {
    return content(reply(connected(method, path, body), body));
  }

  private JsonNode content(Reply reply) {
    succeeded(reply);
    return reply
        .content()
        .orElseThrow(
            () ->
                CommandFailure.failed(
                    address().url() + ": the reply is not JSON (expected: " + expected() + ")"));
  }

  /** The address of the server; the first candidate until one is found. */
  private ServerAddress address() {
    ServerAddress known = found;
    return known == null ? candidates.get(0) : known;
  }

  private HttpURLConnection connected(String method, String path, byte @Nullable [] body) {
    for (ServerAddress candidate : found == null ? candidates : List.of(address())) {
      Optional<HttpURLConnection> connection = connected(candidate, method, path, body);
      if (connection.isPresent()) {
        found = candidate;
        return connection.get();
      }
    }
    String looked = candidates.stream().map(ServerAddress::url).collect(joining(" or "));
    throw CommandFailure.failed("no server at " + looked + " (expected: " + expected() + ")");
  }

  /** Empty if no server accepts the connection. */
  private Optional<HttpURLConnection> connected(
      ServerAddress address, String method, String path, byte @Nullable [] body) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(address.url() + path).toURL().openConnection();
      if (address.isSecure()) {
        tls.prepare(connection);
      }
      connection.setRequestMethod(method);
      connection.setInstanceFollowRedirects(false);
      connection.setConnectTimeout(Math.toIntExact(CONNECTING.toMillis()));
      connection.setReadTimeout(Math.toIntExact(REPLYING.toMillis()));
      connection.setRequestProperty("User-Agent", "galopin");
      connection.setRequestProperty("Accept", "application/json");
      token.ifPresent(secret -> connection.setRequestProperty("Authorization", "Bearer " + secret));
      if (body != null) {
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        // This also keeps the JDK from sending a call again when its connection breaks.
        connection.setFixedLengthStreamingMode(body.length);
      }
      connection.connect();
      return Optional.of(connection);
    } catch (IOException nobody) {
      if (address.isSecure()) {
        ServerTls.check(address.url(), nobody);
      }
      return Optional.empty();
    }
  }

  private Reply reply(HttpURLConnection connection, byte @Nullable [] body) {
    try {
      if (body != null) {
        connection.getOutputStream().write(body);
      }
      int status = connection.getResponseCode();
      InputStream content =
          status < 400 ? connection.getInputStream() : connection.getErrorStream();
      return new Reply(status, json(content == null ? new byte[0] : content.readAllBytes()));
    } catch (HttpRetryException wantsToken) {
      return new Reply(wantsToken.responseCode(), Optional.empty());
    } catch (SocketTimeoutException late) {
      throw noReply();
    } catch (IOException broken) {
      throw CommandFailure.failed(
          address().url() + ": the reply is not HTTP (expected: " + expected() + ")");
    }
  }

  private CommandFailure noReply() {
    return CommandFailure.failed(
        address().url()
            + ": no reply for "
            + REPLYING.toSeconds()
            + " s (expected: an immediate reply)");
  }

  private String expected() {
    String started =
        candidates.stream().map(ServerAddress::startedBy).distinct().collect(joining(" or "));
    return "one started with "
        + started
        + ", or another one named by --host or "
        + ServerAddress.VARIABLES.get(0);
  }

  private static Optional<JsonNode> json(byte[] content) {
    try {
      return Optional.of(Json.read(content));
    } catch (IOException isNone) {
      return Optional.empty();
    }
  }
}
