package io.galopin.protocol.memcache;

import io.galopin.testkit.sockets.ByteClient;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A client whose bytes the test writes, and that knows messages of the binary protocol. */
final class Wire extends ByteClient {

  Wire(int port) throws IOException {
    super(port);
  }

  @Override
  public Wire say(String bytes) throws IOException {
    super.say(bytes);
    return this;
  }

  /** Reads the next message of the binary protocol. */
  Packet packet() throws IOException {
    byte[] header = in().readNBytes(BinaryHeader.LENGTH);
    if (header.length < BinaryHeader.LENGTH) {
      throw new IOException("the connection has ended after " + header.length + " bytes");
    }
    ByteBuffer fields = ByteBuffer.wrap(header);
    int extras = header[4] & 0xFF;
    int key = fields.getShort(2);
    return new Packet(
        true,
        header[1] & 0xFF,
        fields.getShort(6) & 0xFFFF,
        fields.getInt(12),
        fields.getLong(16),
        read(extras),
        read(key),
        read(fields.getInt(8) - extras - key));
  }
}
