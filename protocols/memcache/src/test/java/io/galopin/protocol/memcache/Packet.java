package io.galopin.protocol.memcache;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A message of the binary protocol, written by hand. Its parts are characters from 0 to 255.
 *
 * @param status of a reply
 */
record Packet(
    boolean reply,
    int opcode,
    int status,
    int opaque,
    long cas,
    String extras,
    String key,
    String value) {

  static Packet request(int opcode, int opaque) {
    return new Packet(false, opcode, 0, opaque, 0, "", "", "");
  }

  static Packet reply(int opcode, int opaque) {
    return new Packet(true, opcode, 0, opaque, 0, "", "", "");
  }

  Packet withStatus(int other) {
    return new Packet(reply, opcode, other, opaque, cas, extras, key, value);
  }

  Packet withExtras(int length) {
    return new Packet(reply, opcode, status, opaque, cas, "\0".repeat(length), key, value);
  }

  Packet withKey(String other) {
    return new Packet(reply, opcode, status, opaque, cas, extras, other, value);
  }

  Packet withValue(String other) {
    return new Packet(reply, opcode, status, opaque, cas, extras, key, other);
  }

  int length() {
    return 24 + extras.length() + key.length() + value.length();
  }

  /** Returns the packet as it is on the wire. */
  String bytes() {
    ByteBuf bytes = Unpooled.buffer();
    bytes.writeByte(reply ? 0x81 : 0x80).writeByte(opcode);
    bytes.writeShort(key.length()).writeByte(extras.length()).writeByte(0).writeShort(status);
    bytes.writeInt(length() - 24).writeInt(opaque).writeLong(cas);
    bytes.writeCharSequence(extras + key + value, StandardCharsets.ISO_8859_1);
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  /** Returns packets as they are on the wire, one after another. */
  static String join(Packet... packets) {
    return Stream.of(packets).map(Packet::bytes).collect(Collectors.joining());
  }
}
