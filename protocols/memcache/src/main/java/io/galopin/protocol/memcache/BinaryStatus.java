package io.galopin.protocol.memcache;

import io.galopin.api.Reply;

/** The status of a reply in the binary protocol, which stands for the reply. */
enum BinaryStatus implements Reply {
  SUCCESS(0x00),
  KEY_NOT_FOUND(0x01),
  KEY_EXISTS(0x02),
  VALUE_TOO_LARGE(0x03),
  INVALID_ARGUMENTS(0x04),
  NOT_STORED(0x05),
  NON_NUMERIC(0x06),
  AUTH_ERROR(0x20),
  AUTH_CONTINUE(0x21),
  UNKNOWN_COMMAND(0x81),
  OUT_OF_MEMORY(0x82),
  NOT_SUPPORTED(0x83),
  INTERNAL_ERROR(0x84),
  BUSY(0x85),
  TEMPORARY_FAILURE(0x86),
  OTHER(-1);

  private static final BinaryStatus[] ALL = values();

  private final int number;

  BinaryStatus(int number) {
    this.number = number;
  }

  static BinaryStatus of(int number) {
    for (BinaryStatus status : ALL) {
      if (status.number == number) {
        return status;
      }
    }
    return OTHER;
  }

  short number() {
    return (short) number;
  }

  /** That a key is missing or exists, or that a login goes on, is no error. */
  @Override
  public boolean error() {
    return switch (this) {
      case SUCCESS, KEY_NOT_FOUND, KEY_EXISTS, NOT_STORED, AUTH_CONTINUE -> false;
      default -> true;
    };
  }

  @Override
  public String label() {
    return name();
  }
}
