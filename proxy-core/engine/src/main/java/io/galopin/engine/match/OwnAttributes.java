package io.galopin.engine.match;

import io.galopin.api.Attribute;
import io.galopin.api.Attribute.Moment;

/** The attributes that the engine itself knows, whatever the protocol. */
public final class OwnAttributes {

  /** The address of the client's socket. */
  public static final Attribute CLIENT =
      Attribute.address("client.address", Moment.CONNECTION, "where the client comes from");

  /** The ordinal of a connection at its proxy. */
  public static final Attribute CONNECTION =
      Attribute.number(
          "connection", Moment.CONNECTION, "1, 2, 3 … in the order in which clients connect");

  /** The ordinal of an exchange on its connection. */
  public static final Attribute EXCHANGE =
      Attribute.number("exchange", Moment.REQUEST, "1, 2, 3 … in their order on the connection");

  /** The same in a protocol whose connections begin with an opening. */
  public static final Attribute EXCHANGE_OR_OPENING =
      Attribute.number(
          EXCHANGE.name(), Moment.REQUEST, EXCHANGE.description() + "; 0 for the opening");

  /** Whether an exchange is the opening of its connection. */
  public static final Attribute OPENING =
      Attribute.flag(
          "opening",
          Moment.REQUEST,
          "whether it is the opening of its connection, such as a greeting or a login");

  private OwnAttributes() {}

  /** Whether the engine itself knows it. */
  public static boolean isOwn(Attribute attribute) {
    return attribute.equals(CLIENT)
        || attribute.equals(CONNECTION)
        || isExchange(attribute)
        || attribute.equals(OPENING);
  }

  /** Whether it is the ordinal of an exchange. */
  public static boolean isExchange(Attribute attribute) {
    return attribute.equals(EXCHANGE) || attribute.equals(EXCHANGE_OR_OPENING);
  }

  /** Returns the least number that an attribute can have, as far as it is known. */
  public static long least(Attribute attribute) {
    if (attribute.equals(EXCHANGE_OR_OPENING)) {
      return 0;
    }
    return attribute.equals(CONNECTION) || attribute.equals(EXCHANGE) ? 1 : Long.MIN_VALUE;
  }
}
