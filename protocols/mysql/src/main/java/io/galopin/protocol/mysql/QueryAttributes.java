package io.galopin.protocol.mysql;

import io.netty.buffer.ByteBuf;

/**
 * The attributes that a client may send in front of the text of a query.
 *
 * <pre>
 *   count, n | sets, n [| NULL bits | 1 | (type, 2 | name, text)* | values]
 * </pre>
 */
final class QueryAttributes {

  private static final int MOST = 65_535;

  private QueryAttributes() {}

  /** Returns where the text begins; the end if that is not known. */
  static int end(ByteBuf in, int from, int end, Capabilities agreed) {
    if (!agreed.has(Capabilities.QUERY_ATTRIBUTES)) {
      return from;
    }
    Fields fields = new Fields(in, from, end);
    long count = fields.lengthEncoded();
    fields.lengthEncoded();
    if (count > 0 && count <= MOST) {
      skip(in, fields, (int) count);
    }
    return fields.broken() || count < 0 || count > MOST ? end : fields.index();
  }

  private static void skip(ByteBuf in, Fields fields, int count) {
    int nulls = fields.index();
    fields.skip((count + 7) / 8);
    if (fields.integer(1) != 1) {
      fields.skip(Integer.MAX_VALUE);
      return;
    }
    int[] types = new int[count];
    for (int i = 0; i < count && !fields.broken(); i++) {
      types[i] = (int) fields.integer(2) & 0xFF;
      fields.skip(fields.lengthEncoded());
    }
    for (int i = 0; i < count && !fields.broken(); i++) {
      boolean isNull = (in.getByte(nulls + i / 8) >> i % 8 & 1) != 0;
      if (!isNull) {
        fields.skip(length(types[i], fields));
      }
    }
  }

  /** Returns how long a value of a type is, behind its length if it has one. */
  private static long length(int type, Fields fields) {
    return switch (type) {
      case 0x06 -> 0;
      case 0x01 -> 1;
      case 0x02, 0x0D -> 2;
      case 0x03, 0x04, 0x09 -> 4;
      case 0x05, 0x08 -> 8;
      case 0x07, 0x0A, 0x0B, 0x0C -> fields.integer(1);
      default -> fields.lengthEncoded();
    };
  }
}
