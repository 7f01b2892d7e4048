package io.galopin.engine.loop;

import io.netty.channel.EventLoop;
import io.netty.resolver.NameResolver;
import io.netty.resolver.SimpleNameResolver;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Name look-ups on one event loop that query the name server again for later callers, because an
 * unanswered query says nothing about the next one. Callers within a tenth of a second share one
 * query. An answer completes all waiting callers, whichever query it belongs to. Used on that loop.
 */
final class FreshLookups extends SimpleNameResolver<InetAddress> {

  private static final long SHARED = TimeUnit.MILLISECONDS.toNanos(100);

  private final EventLoop loop;
  private final NameResolver<InetAddress> server;
  private final Map<String, List<Question>> open = new HashMap<>();

  FreshLookups(EventLoop loop, NameResolver<InetAddress> server) {
    super(loop);
    this.loop = loop;
    this.server = server;
  }

  private record Question(long askedAt, List<Promise<List<InetAddress>>> waiting) {}

  @Override
  protected void doResolve(String name, Promise<InetAddress> promise) {
    server.resolve(name, promise);
  }

  @Override
  protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
    List<Question> questions = open.computeIfAbsent(name, unasked -> new ArrayList<>());
    long now = loop.ticker().nanoTime();
    if (!questions.isEmpty()) {
      Question last = questions.get(questions.size() - 1);
      if (now - last.askedAt < SHARED) {
        last.waiting.add(promise);
        return;
      }
    }
    Question question = new Question(now, new ArrayList<>(List.of(promise)));
    questions.add(question);
    server
        .resolveAll(name)
        .addListener((Future<List<InetAddress>> done) -> answered(name, question, done));
  }

  private void answered(String name, Question question, Future<List<InetAddress>> done) {
    List<Question> questions = open.getOrDefault(name, List.of());
    if (done.isSuccess()) {
      // No caller waits any more for earlier queries that were settled then.
      if (questions.contains(question)) {
        open.remove(name);
        questions.forEach(
            each -> each.waiting.forEach(promise -> promise.trySuccess(done.getNow())));
      }
    } else if (questions.remove(question)) {
      if (questions.isEmpty()) {
        open.remove(name);
      }
      question.waiting.forEach(promise -> promise.tryFailure(done.cause()));
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
