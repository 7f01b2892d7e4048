package io.galopin.plugin.host;

import io.galopin.api.Pairing;
import io.galopin.api.Protocol;
import io.galopin.api.Session;
import io.galopin.api.TlsUpgrade;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A protocol from a JAR, with its answers to the questions that it is asked only once. They are
 * asked on a thread of their own with a time limit, so that nobody has to wait for its code later.
 */
final class AskedProtocol implements Protocol {

  private final Protocol made;
  private final Supplier<@Nullable List<String>> edits;
  private final Supplier<Integer> readBytes;

  private AskedProtocol(Protocol made) {
    this.made = made;
    this.edits = ask(() -> copy(made.edits()));
    this.readBytes = ask(made::readBytes);
  }

  /** Asks a new protocol; null if there is none. */
  static @Nullable Protocol of(@Nullable Protocol made) {
    return made == null ? null : new AskedProtocol(made);
  }

  private static @Nullable List<String> copy(@Nullable List<String> edits) {
    return edits == null ? null : Metadata.list("edits()", () -> edits);
  }

  /** Returns the answer, or what throws again the same as the question did. */
  private static <T> Supplier<T> ask(Supplier<T> question) {
    try {
      T answer = question.get();
      return () -> answer;
    } catch (Throwable thrown) {
      return () -> AskedProtocol.<T, RuntimeException>again(thrown);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // may be a checked exception
  private static <T, E extends Throwable> T again(Throwable thrown) throws E {
    throw (E) thrown;
  }

  @Override
  public Session open(Pairing pairing) {
    return made.open(pairing);
  }

  @Override
  public boolean optional() {
    return made.optional();
  }

  @Override
  public boolean isLayer() {
    return made.isLayer();
  }

  @Override
  public boolean beginsTls() {
    return made.beginsTls();
  }

  @Override
  public List<String> alpn() {
    return made.alpn();
  }

  @Override
  public Set<TlsUpgrade> tlsUpgrades() {
    return made.tlsUpgrades();
  }

  @Override
  public boolean acceptsInsertion() {
    return made.acceptsInsertion();
  }

  @Override
  @SuppressWarnings("NullAway") // whoever asks checks the answer
  public List<String> edits() {
    return edits.get();
  }

  @Override
  public int readBytes() {
    return readBytes.get();
  }
}
