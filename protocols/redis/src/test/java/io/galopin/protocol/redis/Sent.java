package io.galopin.protocol.redis;

import io.galopin.api.Exchange;
import io.galopin.api.Message;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A request in a {@link Conversation}, with what becomes of it. */
final class Sent implements Exchange {

  private final long ordinal;
  private final Message request;
  final String label;

  /** Whether the backend does not see it. */
  boolean withheld;

  /** Whether the backend has got something in its place. */
  boolean substituted;

  /** What the client gets for it from the proxy, in its turn. */
  @Nullable String local;

  Sent(long ordinal, Message request, String label) {
    this.ordinal = ordinal;
    this.request = request;
    this.label = label;
  }

  @Override
  public long connection() {
    return 1;
  }

  @Override
  public long ordinal() {
    return ordinal;
  }

  @Override
  public Message request() {
    return request;
  }

  @Override
  public @Nullable Message reply() {
    return null;
  }

  @Override
  public boolean acceptsInsertion() {
    return false;
  }

  @Override
  public double draw(String purpose) {
    return 0;
  }

  @Override
  public <T> T connectionState(Supplier<T> initial) {
    return initial.get();
  }
}
