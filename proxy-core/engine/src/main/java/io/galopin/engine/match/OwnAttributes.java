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

  private OwnAttributes() {}

  /** Whether its values count from 1. */
  public static boolean isOrdinal(Attribute attribute) {
    return attribute.equals(CONNECTION) || attribute.equals(EXCHANGE);
  }
}
