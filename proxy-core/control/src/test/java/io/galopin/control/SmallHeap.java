package io.galopin.control;

import java.io.IOException;

/** A server in a separate process, which prints its port and ends with its input. */
final class SmallHeap {

  private SmallHeap() {}

  public static void main(String[] args) throws IOException {
    try (ControlRig rig = ControlRig.start()) {
      System.out.println(rig.address.getPort());
      while (System.in.read() >= 0) {
        // Whatever comes.
      }
    }
  }
}
