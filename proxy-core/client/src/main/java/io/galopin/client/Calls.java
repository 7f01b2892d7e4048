package io.galopin.client;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Calls the control API. Each call blocks until the reply has arrived. An error in a reply is
 * thrown as a {@link GalopinException} with the sentence that the server sent. Thread-safe.
 */
final class Calls {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int NOT_FOUND = 404;
  private static final int LONGEST_ERROR = 100_000;

  private final HttpClient http;
  private final String base;
  private final Optional<String> token;

  /** {@code secure} is for a server that speaks TLS; if empty, that of the JVM is. */
  Calls(URI base, Optional<String> token, Optional<SSLContext> secure) {
    HttpClient.Builder builder =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE);
    secure.ifPresent(builder::sslContext);
    this.http = builder.build();
    this.base = base.toString().replaceFirst("/+$", "");
    this.token = token;
  }

  /** The URL of the server, without a slash at the end. */
  String base() {
    return base;
  }

  /** Encodes a name as one segment of a path. */
  static String segment(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  Map<String, Object> get(String path) {
    return object(path, succeeded("GET", path, send("GET", path, Optional.empty())));
  }

  /** Returns a reply that is not JSON. */
  String text(String path) {
    return succeeded("GET", path, send("GET", path, Optional.empty()));
  }

  /** Returns a reply that goes on for as long as nobody closes it. */
  InputStream stream(String path) {
    HttpRequest request = request("GET", path, Optional.empty());
    try {
      HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
      if (isSuccess(response.statusCode())) {
        return response.body();
      }
      try (InputStream body = response.body()) {
        String text = new String(body.readNBytes(LONGEST_ERROR), StandardCharsets.UTF_8);
        throw refused("GET", path, response.statusCode(), text);
      }
    } catch (IOException failure) {
      throw unreachable(failure);
    } catch (InterruptedException interrupted) {
      throw hurried(interrupted);
    }
  }

  Map<String, Object> post(String path, Object body) {
    return call("POST", path, body);
  }

  Map<String, Object> put(String path, Object body) {
    return call("PUT", path, body);
  }

  private Map<String, Object> call(String method, String path, Object body) {
    String reply = succeeded(method, path, send(method, path, Optional.of(json(body))));
    return reply.isBlank() ? Map.of() : object(path, reply);
  }

  /** Deletes what the path names. Returns whether it existed. */
  boolean delete(String path) {
    HttpResponse<String> response = send("DELETE", path, Optional.empty());
    if (response.statusCode() == NOT_FOUND) {
      return false;
    }
    succeeded("DELETE", path, response);
    return true;
  }

  private HttpRequest request(String method, String path, Optional<String> body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(PATIENCE)
            .method(method, body.map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody));
    body.ifPresent(json -> request.header("Content-Type", "application/json"));
    token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    return request.build();
  }

  private HttpResponse<String> send(String method, String path, Optional<String> body) {
    try {
      return http.send(request(method, path, body), BodyHandlers.ofString());
    } catch (IOException failure) {
      throw unreachable(failure);
    } catch (InterruptedException interrupted) {
      throw hurried(interrupted);
    }
  }

  private GalopinException unreachable(IOException failure) {
    return new GalopinException(
        base + ": " + failure + " (expected: a running control API)", failure);
  }

  private GalopinException hurried(InterruptedException interrupted) {
    Thread.currentThread().interrupt();
    return new GalopinException(base + ": interrupted while waiting for a reply", interrupted);
  }

  private String succeeded(String method, String path, HttpResponse<String> response) {
    if (isSuccess(response.statusCode())) {
      return response.body();
    }
    throw refused(method, path, response.statusCode(), response.body());
  }

  private static boolean isSuccess(int status) {
    return status >= 200 && status < 300;
  }

  private static GalopinException refused(String method, String path, int status, String body) {
    return new GalopinException(
        method + " " + path + ": " + sentence(body).orElse("status " + status));
  }

  /** Returns what an error says, in either of the API's two forms. */
  private static Optional<String> sentence(String body) {
    try {
      Map<String, Object> error = JSON.std.mapFrom(body);
      if (error.get("error") instanceof String text) {
        return Optional.of(text);
      }
      if (error.get("errors") instanceof List<?> all
          && !all.isEmpty()
          && all.get(0) instanceof Map<?, ?> first) {
        return Optional.ofNullable(first.get("description")).map(String::valueOf);
      }
      return Optional.empty();
    } catch (IOException noJson) {
      return Optional.of(body.strip()).filter(text -> !text.isEmpty());
    }
  }

  private static String json(Object body) {
    try {
      return JSON.std.asString(body);
    } catch (IOException cannot) {
      throw new GalopinException("body: " + cannot.getMessage(), cannot);
    }
  }

  private Map<String, Object> object(String path, String body) {
    try {
      return JSON.std.mapFrom(body);
    } catch (IOException noJson) {
      throw new GalopinException(
          base + path + ": the reply is not JSON (expected: a Galopin or Toxiproxy server)",
          noJson);
    }
  }
}
