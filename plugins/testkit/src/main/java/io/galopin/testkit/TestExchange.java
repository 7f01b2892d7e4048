package io.galopin.testkit;

import io.galopin.api.Exchange;
import io.galopin.api.Message;
import io.galopin.api.Reply;
import io.galopin.api.Request;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An exchange without a proxy around it, to call the hooks of a behavior with. Made by a {@link
 * TestConnection}; immutable, the {@code with} methods give a changed copy.
 *
 * <p>Its draws are the engine's, for a behavior that acts alone: they follow from the connection's
 * seed and ordinal, its own ordinal and the purpose. A run draws other numbers, as it also has the
 * names of its proxy and its rules.
 */
public final class TestExchange implements Exchange {

  private final TestConnection connection;
  private final long ordinal;
  private final Request request;
  private final @Nullable Reply reply;
  private final boolean acceptsInsertion;

  TestExchange(
      TestConnection connection,
      long ordinal,
      Request request,
      @Nullable Reply reply,
      boolean acceptsInsertion) {
    this.connection = connection;
    this.ordinal = ordinal;
    this.request = request;
    this.reply = reply;
    this.acceptsInsertion = acceptsInsertion;
  }

  /** The same exchange with another request, by its {@linkplain Message#label label}. */
  public TestExchange withRequest(String label) {
    return withRequest((Request) () -> label);
  }

  /** The same exchange with another request. */
  public TestExchange withRequest(Request other) {
    return new TestExchange(connection, ordinal, other, reply, acceptsInsertion);
  }

  /** The same exchange once its reply has come, as {@code onAfterHandle} sees it. */
  public TestExchange withReply(String label) {
    return new TestExchange(connection, ordinal, request, () -> label, acceptsInsertion);
  }

  /** The same exchange in a protocol into whose replies no foreign bytes can be put. */
  public TestExchange withoutInsertion() {
    return new TestExchange(connection, ordinal, request, reply, false);
  }

  @Override
  public long connection() {
    return connection.ordinal();
  }

  @Override
  public long ordinal() {
    return ordinal;
  }

  @Override
  public Request request() {
    return request;
  }

  @Override
  public @Nullable Reply reply() {
    return reply;
  }

  @Override
  public boolean acceptsInsertion() {
    return acceptsInsertion;
  }

  @Override
  public double draw(String purpose) {
    return connection.draw(ordinal, purpose);
  }

  @Override
  public <T> T connectionState(Supplier<T> initial) {
    return connection.state(initial);
  }
}
