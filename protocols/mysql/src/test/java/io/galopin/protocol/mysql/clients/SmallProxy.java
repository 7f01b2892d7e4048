package io.galopin.protocol.mysql.clients;

import io.galopin.testkit.sockets.SmallProcess;
import java.io.IOException;

/** A proxy in a process of its own, with little memory. */
final class SmallProxy {

  private SmallProxy() {}

  static SmallProcess of(int backend) throws IOException {
    return SmallProcess.start(SmallProxy.class, String.valueOf(backend));
  }

  /** Runs until its input ends. */
  public static void main(String[] backend) throws IOException {
    SmallProcess.serve(Front.of(Integer.parseInt(backend[0])));
  }
}
