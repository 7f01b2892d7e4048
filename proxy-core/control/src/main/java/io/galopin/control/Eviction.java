package io.galopin.control;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.VertxConnection;

/**
 * Closes a connection at once. To close it as Vert.x does waits until the client has taken what was
 * written to it, which may be for ever, and takes its place for as long.
 */
final class Eviction {

  private Eviction() {}

  static void of(HttpConnection connection) {
    if (connection instanceof VertxConnection open) {
      // Not through the handlers, of which one is Vert.x's. There is none once it is closed.
      ChannelHandlerContext first = open.channel().pipeline().firstContext();
      if (first != null) {
        first.close();
      }
    } else {
      connection.close();
    }
  }
}
