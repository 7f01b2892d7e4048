package io.galopin.engine.exchange;

import io.galopin.api.Attribute;
import io.galopin.api.Pairing;
import io.galopin.api.Protocol;
import io.galopin.api.Reply;
import io.galopin.api.Request;
import io.galopin.api.Turns;
import io.galopin.engine.rule.Made;
import io.galopin.engine.trouble.PluginFailure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one connection, of which one is asked at a time: that of the lowest layer first,
 * then that of the one above when a layer has handed over. Most connections have no layers. Used on
 * only one event loop.
 */
final class Speakers {

  private final List<Made<Protocol>> stack;
  private final Pairing pairing;
  private final Recorder recorder;

  /** The layer whose handshake begins in the middle of the conversation; null if there is none. */
  private final @Nullable Made<Protocol> later;

  /** Who is asked again when the later layer has handed over; null while that is not asked. */
  private @Nullable Speaker waiting;

  private List<LayerBelow> below = List.of();

  /**
   * Whose session was opened last, if it is not below. It is not asked any more if turns are cut
   * instead.
   */
  private @Nullable Speaker opened;

  private Speaker asked;

  private Speakers(
      List<Made<Protocol>> stack,
      @Nullable Made<Protocol> later,
      Pairing pairing,
      Recorder recorder,
      Speaker lowest) {
    this.stack = stack;
    this.later = later;
    this.pairing = pairing;
    this.recorder = recorder;
    this.opened = lowest;
    this.asked = lowest;
  }

  /** Opens the lowest session. If that fails, it is said, and there is no session to ask. */
  static Speakers open(List<Made<Protocol>> stack, Pairing pairing, Recorder recorder) {
    return open(stack, null, pairing, recorder);
  }

  /**
   * The same, but the lowest layer begins in the middle of the conversation, if it reads the hello
   * of TLS.
   */
  static Speakers openForLater(List<Made<Protocol>> stack, Pairing pairing, Recorder recorder) {
    Made<Protocol> lowest = stack.get(0);
    return stack.size() > 1 && beginsTls(lowest, recorder)
        ? open(stack.subList(1, stack.size()), lowest, pairing, recorder)
        : open(stack, null, pairing, recorder);
  }

  private static boolean beginsTls(Made<Protocol> layer, Recorder recorder) {
    try {
      return layer.instance().beginsTls();
    } catch (Throwable thrown) {
      recorder.failed(
          new PluginFailure("protocol", layer.plugin(), "beginsTls", thrown),
          "the connection goes on");
      return false;
    }
  }

  private static Speakers open(
      List<Made<Protocol>> stack,
      @Nullable Made<Protocol> later,
      Pairing pairing,
      Recorder recorder) {
    Made<Protocol> lowest = stack.get(0);
    Speaker speaker;
    try {
      speaker = Speaker.open(lowest, pairing, recorder);
    } catch (PluginFailure failure) {
      recorder.failed(failure, "the connection is reset");
      speaker = Speaker.of(lowest.plugin(), lowest.instance(), null, recorder);
    }
    return new Speakers(stack, later, pairing, recorder, speaker);
  }

  /** Returns who is asked now. */
  Speaker asked() {
    return asked;
  }

  /** Whether there are layers. */
  boolean areLayered() {
    return stack.size() > 1 || later != null || asked.isLayer();
  }

  /**
   * Returns the name of the layer that is asked now; empty if it is the protocol above them, or if
   * turns are cut there.
   */
  String layer() {
    boolean isBelow = waiting != null || below.size() < stack.size() - 1;
    return isBelow || asked.isLayer() ? asked.name() : "";
  }

  /** Asks the layer that begins now, if there is one, until it hands over. */
  void descend() {
    Made<Protocol> layer = later;
    if (layer != null && waiting == null) {
      Speaker entered = Speaker.open(layer, pairing, recorder);
      waiting = asked;
      asked = entered;
    }
  }

  /** Asks the protocol above from now on; cuts turns if there is none. */
  void handOver(@Nullable Request request, @Nullable Reply reply) {
    Speaker resumed = waiting;
    if (resumed != null) {
      waiting = null;
      keepBelow(request, reply);
      asked = resumed;
      return;
    }
    if (layer().isEmpty()) {
      cutTurns();
      return;
    }
    // The next one first: if that fails, this one is still the last to be closed.
    int next = below.size() + 1;
    Speaker above = next < stack.size() ? Speaker.open(stack.get(next), pairing, recorder) : null;
    keepBelow(request, reply);
    opened = above;
    if (above == null) {
      cutTurns();
    } else {
      asked = above;
    }
  }

  private void keepBelow(@Nullable Request request, @Nullable Reply reply) {
    if (below.isEmpty()) {
      below = new ArrayList<>(1);
    }
    below.add(new LayerBelow(asked, request, reply));
  }

  /** Cuts turns from now on. */
  void cutTurns() {
    asked = Speaker.of(asked.name(), asked.protocol(), new Turns(pairing), recorder);
  }

  /** Returns what a layer that has handed over says of the connection; null if it has no value. */
  @Nullable Object ofLayer(String layer, Attribute attribute, String name) {
    for (LayerBelow each : below) {
      if (each.speaker().name().equals(layer)) {
        return each.value(attribute, name);
      }
    }
    return null;
  }

  /** Closes all sessions. */
  void close() {
    below.forEach(layer -> layer.speaker().close(recorder));
    if (waiting != null) {
      asked.close(recorder);
    }
    if (opened != null) {
      opened.close(recorder);
    }
  }
}
