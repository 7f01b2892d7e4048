package io.galopin.protocol.postgres.clients;

import io.galopin.engine.socket.Address;
import io.galopin.testkit.sockets.SmallProcess;
import java.io.IOException;

/** A proxy in a process of its own, with little memory. */
final class SmallProxy {

  private SmallProxy() {}

  static SmallProcess start() throws IOException {
    return SmallProcess.start(SmallProxy.class, String.valueOf(PostgresServer.address().port()));
  }

  /** Runs until its input ends. */
  public static void main(String[] backend) throws IOException {
    SmallProcess.serve(Front.of(new Address("127.0.0.1", Integer.parseInt(backend[0]))));
  }
}
