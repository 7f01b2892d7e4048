package io.galopin.testkit;

import io.galopin.api.Direction;
import io.galopin.api.Experimental;
import io.galopin.api.ProtocolFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Checks what every {@linkplain ProtocolFactory layer} must do, alone and below a protocol. The
 * test of a layer calls {@link #check} for each way in which its opening can go.
 */
@Experimental
public final class LayerContract {

  private final ProtocolFactory layer;
  private final ProtocolFactory protocol;

  private LayerContract(ProtocolFactory layer, ProtocolFactory protocol) {
    this.layer = layer;
    this.protocol = protocol;
  }

  /**
   * Runs all checks with default options. Alone, the layer keeps to {@link ProtocolContract}. Below
   * a protocol, its opening comes first and is its only request. Then it hands over at the right
   * byte: the protocol sees what it sees without a layer, all bytes go on, and this is so however
   * they arrive. Nothing is left of a connection that ends at any line.
   *
   * @param opening all that both sides say to the layer
   * @param above a protocol, with a dialogue that it understands
   * @param after what both sides say to that protocol, not empty
   * @throws AssertionError with a sentence about the first check that fails
   */
  public static void check(
      ProtocolFactory layer, Dialogue opening, ProtocolFactory above, Dialogue after) {
    ProtocolContract.check(layer, opening);
    LayerContract contract = new LayerContract(layer, above);
    contract.handsOver(opening, after);
    Dialogue all = opening.then(after);
    ProtocolContract.requireSameAtEverySplit(parts -> seen(contract::above, parts), all);
    ProtocolContract.requireNothingLeft(parts -> contract.above().play(parts), all);
  }

  private void handsOver(Dialogue opening, Dialogue after) {
    List<String> expected = new ArrayList<>(seen(() -> TestSession.of(layer), opening));
    expected.addAll(seen(() -> TestSession.of(protocol), after));
    Dialogue all = opening.then(after);
    try (TestSession session = above().play(all)) {
      ProtocolContract.requireSame(session.seen(), expected, layer.name() + " and then above it");
      for (Direction direction : Direction.values()) {
        String went = direction == Direction.UPSTREAM ? session.toBackend() : session.toClient();
        ProtocolContract.requireSame(went, all.said(direction), direction + ", below a protocol");
      }
    }
  }

  private TestSession above() {
    return TestSession.above(layer, protocol);
  }

  private static List<String> seen(Supplier<TestSession> opened, Dialogue dialogue) {
    try (TestSession session = opened.get()) {
      return session.play(dialogue).seen();
    }
  }
}
