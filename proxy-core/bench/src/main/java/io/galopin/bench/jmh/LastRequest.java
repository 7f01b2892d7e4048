package io.galopin.bench.jmh;

import io.galopin.api.Exchange;
import io.galopin.api.Pairing;
import io.galopin.api.Reply;
import io.galopin.api.Request;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A connection on which there is always one request that waits for its reply. */
final class LastRequest implements Pairing, Exchange {

  private @Nullable Request request;

  void sent(Request sent) {
    request = sent;
  }

  @Override
  public @Nullable Request answered() {
    return request;
  }

  @Override
  public boolean replyForwarded() {
    return true;
  }

  @Override
  public boolean settled() {
    return true;
  }

  @Override
  public boolean payloadMatters() {
    return false;
  }

  @Override
  public String upstream() {
    return "shop.example.com:80";
  }

  @Override
  public long connection() {
    return 1;
  }

  @Override
  public long ordinal() {
    return 1;
  }

  @Override
  public Request request() {
    return Objects.requireNonNull(request);
  }

  @Override
  public @Nullable Reply reply() {
    return null;
  }

  @Override
  public boolean acceptsInsertion() {
    return true;
  }

  @Override
  public double draw(String purpose) {
    return 0.5;
  }

  @Override
  public <T> T connectionState(Supplier<T> initial) {
    return initial.get();
  }
}
