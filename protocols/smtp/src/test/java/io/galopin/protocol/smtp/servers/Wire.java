package io.galopin.protocol.smtp.servers;

import io.galopin.testkit.sockets.ByteClient;
import java.io.IOException;

/** A client whose bytes the test writes, and that knows where a reply ends. */
final class Wire extends ByteClient {

  Wire(int port) throws IOException {
    super(port);
  }

  @Override
  public Wire say(String bytes) throws IOException {
    super.say(bytes);
    return this;
  }

  /** Reads one reply, with all its lines. */
  String reply() throws IOException {
    StringBuilder reply = new StringBuilder();
    String line;
    do {
      line = line();
      reply.append(line).append("\r\n");
    } while (line.length() > 3 && line.charAt(3) == '-');
    return reply.toString().stripTrailing();
  }

  /** Says a line and reads the reply to it. */
  String ask(String line) throws IOException {
    return say(line + "\r\n").reply();
  }
}
