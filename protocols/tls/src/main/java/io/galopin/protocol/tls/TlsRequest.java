package io.galopin.protocol.tls;

import io.galopin.api.TlsHello;
import io.galopin.protocol.text.Printable;
import java.util.List;

/** A client's wish for TLS: the opening of a connection. */
record TlsRequest(ClientHello hello) implements TlsHello {

  @Override
  public boolean opening() {
    return true;
  }

  @Override
  public List<String> alpn() {
    return hello.alpn();
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
