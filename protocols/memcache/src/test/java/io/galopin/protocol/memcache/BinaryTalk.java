package io.galopin.protocol.memcache;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A {@link SmallServer}'s side of a connection in the binary protocol. */
record BinaryTalk(Items items, InputStream in, OutputStream out) {

  static final String USER = "alice";
  static final String PASSWORD = "open sesame";

  private static final int NOT_FOUND = 0x01;
  private static final int EXISTS = 0x02;
  private static final int NOT_STORED = 0x05;
  private static final int AUTH_ERROR = 0x20;
  private static final int UNKNOWN = 0x81;

  /** Answers the next command; false at the end. */
  boolean next() throws IOException {
    byte[] header = in.readNBytes(BinaryHeader.LENGTH);
    if (header.length < BinaryHeader.LENGTH) {
      return false;
    }
    ByteBuffer fields = ByteBuffer.wrap(header);
    int extrasLength = header[4] & 0xFF;
    int keyLength = fields.getShort(2);
    String extras = text(extrasLength);
    String key = text(keyLength);
    String value = text(fields.getInt(8) - extrasLength - keyLength);
    byte opcode = header[1];
    Packet reply = Packet.reply(opcode & 0xFF, fields.getInt(12));
    byte loud = Opcode.loud(opcode);
    for (Packet packet : replies(loud, reply, extras, key, value, fields.getLong(16))) {
      boolean get = loud == 0x00 || loud == 0x0C || loud == 0x1D || loud == 0x23;
      boolean nominal = get ? packet.status() == NOT_FOUND : packet.status() == 0;
      if (!Opcode.isQuiet(opcode) || !nominal) {
        out.write(packet.bytes().getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    return loud != 0x07;
  }

  private String text(int length) throws IOException {
    return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
  }

  private List<Packet> replies(
      byte command, Packet reply, String extras, String key, String value, long cas) {
    return switch (command) {
      case 0x00, 0x0C, 0x1D, 0x23 -> List.of(get(command, reply, key));
      case 0x01 -> List.of(store("set", reply, extras, key, value, cas));
      case 0x02 -> List.of(store("add", reply, extras, key, value, cas));
      case 0x03 -> List.of(store("replace", reply, extras, key, value, cas));
      case 0x0E -> List.of(store("append", reply, extras, key, value, cas));
      case 0x0F -> List.of(store("prepend", reply, extras, key, value, cas));
      case 0x04 -> List.of(items.remove(key) ? reply : notFound(reply));
      case 0x05, 0x06 -> List.of(count(command, reply, extras, key));
      case 0x07, 0x0A -> List.of(reply);
      case 0x08 -> {
        items.clear();
        yield List.of(reply);
      }
      case 0x0B -> List.of(reply.withValue("1.6.0"));
      case 0x10 -> List.of(reply.withKey("pid").withValue("1"), reply);
      case 0x20 -> List.of(reply.withValue("PLAIN"));
      case 0x21 -> List.of(authenticate(reply, key, value));
      case 0x1C -> List.of(items.get(key) == null ? notFound(reply) : reply);
      default -> List.of(reply.withStatus(UNKNOWN).withValue("Unknown command"));
    };
  }

  /** Accepts only {@link #USER}. Other commands need no authentication. */
  private static Packet authenticate(Packet reply, String mechanism, String response) {
    boolean known = mechanism.equals("PLAIN") && response.equals("\0" + USER + "\0" + PASSWORD);
    return known
        ? reply.withValue("Authenticated")
        : reply.withStatus(AUTH_ERROR).withValue("Auth failure.");
  }

  private static Packet notFound(Packet reply) {
    return reply.withStatus(NOT_FOUND).withValue("Not found");
  }

  private Packet get(byte command, Packet reply, String key) {
    Items.Item item = items.get(key);
    if (item == null) {
      return notFound(reply);
    }
    boolean withKey = command == 0x0C || command == 0x23;
    return new Packet(
        true,
        reply.opcode(),
        0,
        reply.opaque(),
        item.cas(),
        item.flags(),
        withKey ? key : "",
        item.value());
  }

  private Packet store(
      String command, Packet reply, String extras, String key, String value, long cas) {
    String flags = extras.length() < 4 ? "\0\0\0\0" : extras.substring(0, 4);
    return switch (items.store(command, key, flags, value, cas)) {
      case STORED -> reply;
      case NOT_FOUND -> notFound(reply);
      case EXISTS -> reply.withStatus(EXISTS).withValue("Data exists for key.");
      case NOT_STORED ->
          switch (command) {
            case "add" -> reply.withStatus(EXISTS).withValue("Data exists for key.");
            case "replace" -> notFound(reply);
            default -> reply.withStatus(NOT_STORED).withValue("Not stored.");
          };
    };
  }

  private Packet count(byte command, Packet reply, String extras, String key) {
    ByteBuffer numbers = ByteBuffer.wrap(extras.getBytes(StandardCharsets.ISO_8859_1));
    long by = numbers.getLong();
    String sum = items.count(key, command == 0x05 ? by : -by);
    if (sum == null) {
      sum = Long.toString(numbers.getLong());
      items.store("set", key, "\0\0\0\0", sum, 0);
    }
    byte[] number = ByteBuffer.allocate(8).putLong(Long.parseLong(sum)).array();
    return reply.withValue(new String(number, StandardCharsets.ISO_8859_1));
  }
}
