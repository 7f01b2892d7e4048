package io.galopin.protocol.postgres;

import io.galopin.api.Message;

/** What a backend says unasked. */
enum PostgresNotice implements Message {
  NOTICE("notice"),
  NOTIFICATION("notification"),
  PARAMETER("parameter status"),
  ERROR("error");

  private final String label;

  PostgresNotice(String label) {
    this.label = label;
  }

  static boolean is(byte type) {
    return type == 'N' || type == 'A' || type == 'S';
  }

  static PostgresNotice of(byte type) {
    return switch (type) {
      case 'A' -> NOTIFICATION;
      case 'S' -> PARAMETER;
      case 'E' -> ERROR;
      default -> NOTICE;
    };
  }

  @Override
  public String label() {
    return label;
  }
}
