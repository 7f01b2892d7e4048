package io.galopin.protocol.memcache;

/** The commands of the binary protocol, by the numbers of {@code protocol_binary.h}. */
final class Opcode {

  static final byte NOOP = 0x0A;
  static final byte STAT = 0x10;

  /** By number; empty for numbers without a command. */
  private static final String[] NAMES = {
    "get", "set", "add", "replace", "delete", "increment", "decrement", "quit",
    "flush", "getq", "noop", "version", "getk", "getkq", "append", "prepend",
    "stat", "setq", "addq", "replaceq", "deleteq", "incrementq", "decrementq", "quitq",
    "flushq", "appendq", "prependq", "verbosity", "touch", "gat", "gatq", "",
    "sasl-list-mechs", "sasl-auth", "sasl-step", "gatk", "gatkq", "", "", "",
    "", "", "", "", "", "", "", "",
    "rget", "rset", "rsetq", "rappend", "rappendq", "rprepend", "rprependq", "rdelete",
    "rdeleteq", "rincr", "rincrq", "rdecr", "rdecrq"
  };

  private Opcode() {}

  /** Returns the name; the number if there is none: {@code 0x55}. */
  static String name(byte opcode) {
    int number = opcode & 0xFF;
    String name = number < NAMES.length ? NAMES[number] : "";
    return name.isEmpty() ? "0x%02x".formatted(number) : name;
  }

  /** Whether the command is not answered on success, or, for the {@code get} family, on a miss. */
  static boolean isQuiet(byte opcode) {
    return loud(opcode) != opcode;
  }

  /** Returns the command that does the same and is always answered. */
  static byte loud(byte opcode) {
    return switch (opcode) {
      case 0x09 -> 0x00;
      case 0x0D -> 0x0C;
      case 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18 -> (byte) (opcode - 0x10);
      case 0x19 -> 0x0E;
      case 0x1A -> 0x0F;
      case 0x1E -> 0x1D;
      case 0x24 -> 0x23;
      case 0x32, 0x34, 0x36, 0x38, 0x3A, 0x3C -> (byte) (opcode - 1);
      default -> opcode;
    };
  }
}
