package io.galopin.protocol.tls;

import io.galopin.api.Request;
import io.galopin.protocol.text.Printable;

/** A client's wish for TLS: the opening of a connection. */
record TlsRequest(ClientHello hello) implements Request {

  @Override
  public boolean opening() {
    return true;
  }

  @Override
  public boolean failsAtOnce() {
    return true;
  }

  @Override
  public String label() {
    String name = hello.serverName();
    return name == null ? "ClientHello" : "ClientHello " + Printable.of(name);
  }
}
