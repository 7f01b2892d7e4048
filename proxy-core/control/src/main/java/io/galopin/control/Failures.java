package io.galopin.control;

import io.galopin.api.Excerpt;
import io.galopin.api.OptionException;
import io.galopin.engine.trouble.Seldom;
import io.galopin.live.ChangeFailed;
import io.galopin.live.ChangeRefused;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers calls that fail: with JSON and a sentence, never with a stack trace. */
final class Failures {

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private static final Map<Integer, String> SENTENCES =
      Map.of(
          400, "bad request",
          404, "no such call, see GET /openapi.json",
          405, "the call does not take this method",
          500, "an error of the server's own, its log has more");

  private static final int MOST_BUGS = 100;

  private final Router router;

  /** The places of bugs that were logged. */
  private final Set<String> bugs = ConcurrentHashMap.newKeySet();

  private final Seldom again = new Seldom();

  private Failures(Router router) {
    this.router = router;
  }

  /** Answers everything that goes wrong in a router. */
  static void answerFor(Router router) {
    Failures failures = new Failures(router);
    SENTENCES.keySet().forEach(status -> router.errorHandler(status, failures::answer));
  }

  private void answer(RoutingContext context) {
    Refusal refusal = refusal(context);
    RequestBody.drop(context.request());
    HttpServerResponse response = context.response();
    if (!response.headWritten()) {
      refusal.headers().forEach(response::putHeader);
      Replies.send(response, refusal.status(), refusal.body());
    }
  }

  private Refusal refusal(RoutingContext context) {
    Throwable failure = context.failure();
    if (failure instanceof Refusal refused) {
      return refused;
    }
    if (failure instanceof ChangeRefused refused) {
      return ToxiproxyErrors.of(refused);
    }
    if (failure instanceof ChangeFailed failed) {
      return ListenErrors.of(failed);
    }
    // A value that the engine refuses, whoever has given it.
    return failure instanceof OptionException wrong
        ? ToxiproxyErrors.badBody(String.valueOf(wrong.getMessage()))
        : unforeseen(context);
  }

  private Refusal unforeseen(RoutingContext context) {
    int status = context.statusCode() < 400 ? 500 : context.statusCode();
    if (context.failure() instanceof VirtualMachineError exhausted) {
      // Callers can cause this, and the place in the code explains nothing.
      LOG.warn("{} {}: {}", context.request().method(), shortPath(context), exhausted.toString());
      return new Refusal(503, "there is no memory left for this call (expected: a retry later)");
    }
    if (context.failure() instanceof IOException gone) {
      LOG.info("{} {}: {}", context.request().method(), shortPath(context), gone.toString());
    } else if (status >= 500) {
      sayBug(context);
    }
    String sentence = SENTENCES.getOrDefault(status, "refused");
    return status == 405
        ? new Refusal(status, sentence, Map.of("Allow", methods(context)))
        : new Refusal(status, sentence);
  }

  /** Logs a bug: with its stack trace the first time, later with how often it has happened. */
  private void sayBug(RoutingContext context) {
    Throwable bug = context.failure();
    if (bug == null || isNew(bug)) {
      LOG.error("{} {} failed", context.request().method(), shortPath(context), bug);
      return;
    }
    again.say(
        System.nanoTime(),
        more ->
            LOG.error(
                "{} {} failed again: {}{}",
                context.request().method(),
                shortPath(context),
                Excerpt.of(bug.toString()),
                more));
  }

  private boolean isNew(Throwable bug) {
    StackTraceElement[] stack = bug.getStackTrace();
    String kind = bug.getClass().getName() + (stack.length == 0 ? "" : stack[0]);
    return bugs.size() < MOST_BUGS && bugs.add(kind);
  }

  private static String shortPath(RoutingContext context) {
    return Excerpt.of(context.request().path());
  }

  private String methods(RoutingContext context) {
    TreeSet<String> methods = new TreeSet<>();
    for (Route route : router.getRoutes()) {
      if (route.getPath() != null && fits(route.getPath(), context.request().path())) {
        route.methods().forEach(method -> methods.add(method.name()));
      }
    }
    return String.join(", ", methods);
  }

  private static boolean fits(String pattern, String path) {
    return path.matches(pattern.replaceAll(":[a-z]+", "[^/]+") + "/?");
  }

  /** Answers a request that is not valid HTTP for the server, and ends the connection. */
  static void answerMalformed(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    Refusal refusal;
    if (cause instanceof TooLongHttpHeaderException) {
      refusal = new Refusal(431, "the headers are too long");
    } else if (cause instanceof TooLongHttpLineException) {
      refusal = new Refusal(414, "the request line is too long");
    } else {
      refusal = new Refusal(400, "this is not valid HTTP");
    }
    request.response().putHeader("Connection", "close");
    Replies.send(request.response(), refusal.status(), refusal.body());
  }
}
