package io.galopin.bench.load;

import io.netty.util.ByteProcessor;

/** Finds the end of the head of an HTTP message, in bytes that arrive in any pieces. */
final class HeadEnds implements ByteProcessor {

  private static final byte[] END = {'\r', '\n', '\r', '\n'};

  private int matched;

  /** Returns false at the last byte of a head, so that {@code forEachByte} stops there. */
  @Override
  public boolean process(byte value) {
    if (value == END[matched]) {
      matched++;
    } else {
      matched = value == '\r' ? 1 : 0;
    }
    if (matched < END.length) {
      return true;
    }
    matched = 0;
    return false;
  }
}
