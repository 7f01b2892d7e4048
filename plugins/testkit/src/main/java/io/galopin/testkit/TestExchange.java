package io.galopin.testkit;

import io.galopin.api.Exchange;
import io.galopin.api.Message;
import io.galopin.api.Reply;
import io.galopin.api.Request;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An exchange without a proxy, to call the hooks of a behavior. Created by a {@link
 * TestConnection}. Immutable: the {@code with} methods return a changed copy.
 *
 * <p>Draws are calculated as the engine does for a behavior that acts alone: from the connection's
 * seed and ordinal, the exchange's ordinal and the purpose. The numbers differ from those of a real
 * run, which also include the names of the proxy and its rules.
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

  /** Returns this exchange with another request, given by its {@linkplain Message#label label}. */
  public TestExchange withRequest(String label) {
    return withRequest((Request) () -> label);
  }

  /** Returns this exchange with another request. */
  public TestExchange withRequest(Request other) {
    return new TestExchange(connection, ordinal, other, reply, acceptsInsertion);
  }

  /** Returns this exchange after its reply has come, as {@code onAfterHandle} sees it. */
  public TestExchange withReply(String label) {
    return new TestExchange(connection, ordinal, request, () -> label, acceptsInsertion);
  }

  /** Returns this exchange in a protocol whose replies do not allow foreign bytes. */
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
