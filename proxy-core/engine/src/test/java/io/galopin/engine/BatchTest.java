package io.galopin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests changes of several proxies at once. */
class BatchTest {

  private final Rig rig = new Rig();

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  private Proxy open() throws IOException {
    return rig.open(
        new TurnProtocol(),
        rig.backend(socket -> socket.getInputStream().transferTo(socket.getOutputStream())));
  }

  private static void say(Socket client) throws IOException {
    client.getOutputStream().write('x');
    assertThat(client.getInputStream().read()).isEqualTo('x');
  }

  private static ProxySpec named(String name, ProxySpec like, Address listen) {
    return new ProxySpec(
        name,
        listen,
        like.upstream(),
        like.protocolName(),
        like.protocol(),
        like.rules(),
        like.limits(),
        true);
  }

  private static Address port(int port) {
    return new Address("127.0.0.1", port);
  }

  @Test
  void opensAndChangesAndLeavesAlone() throws IOException {
    Proxy same = open();
    Proxy moving = open();
    try (Socket client = rig.connect(same);
        Socket dropped = rig.connect(moving)) {
      say(client);
      say(dropped);

      List<Proxy> done =
          rig.engine
              .become(
                  List.of(
                      same.spec(),
                      moving.spec().withListen(port(0)),
                      named("new", same.spec(), port(0)),
                      named("off", same.spec(), port(0)).withEnabled(false)))
              .join();

      say(client);
      assertThat(dropped.getInputStream().read()).isEqualTo(-1);
      assertThat(done)
          .extracting(proxy -> proxy.spec().name())
          .containsExactly(same.spec().name(), moving.spec().name(), "new", "off");
      assertThat(rig.engine.proxies()).containsExactlyInAnyOrderElementsOf(done);
      assertThat(done.get(3).address()).isEmpty();
      try (Socket fresh = rig.connect(done.get(2));
          Socket moved = rig.connect(moving)) {
        say(fresh);
        say(moved);
      }
    }
  }

  @Test
  void changesNothingIfOneAddressIsTaken() throws IOException {
    Proxy first = open();
    Proxy second = open();
    ProxySpec before = first.spec();
    try (Socket client = rig.connect(first);
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      say(client);
      int free = freePort();

      assertThatThrownBy(
              () ->
                  rig.engine
                      .become(
                          List.of(
                              first.spec().withListen(port(free)),
                              named("new", before, port(0)),
                              second.spec().withListen(port(taken.getLocalPort()))))
                      .join())
          .rootCause()
          .hasMessageContaining("Address already in use");

      say(client);
      assertThat(first.spec()).isSameAs(before);
      assertThat(rig.engine.proxies()).containsExactly(first, second);
      new ServerSocket(free, 1, InetAddress.getLoopbackAddress()).close();
    }
  }

  @Test
  void namesTheProxyThatCannotBe() throws IOException {
    Proxy proxy = open();
    int taken = proxy.address().orElseThrow().getPort();

    assertThatThrownBy(
            () -> rig.engine.become(List.of(named("new", proxy.spec(), port(taken)))).join())
        .cause()
        .hasMessage("new: cannot listen on 127.0.0.1:" + taken + ": Address already in use");
  }

  @Test
  void everyFormOfAllAddressesIsTheSame() throws IOException {
    Proxy proxy = open();
    proxy.become(proxy.spec().withListen(new Address("", 0))).join();
    int port = proxy.address().orElseThrow().getPort();
    try (Socket client = rig.connect(proxy)) {
      say(client);
      for (String all : List.of("", "::", "0.0.0.0")) {
        proxy.become(proxy.spec().withListen(new Address(all, port))).join();
        say(client);
      }
    }
  }

  private static Address at(Proxy proxy) {
    return port(proxy.address().orElseThrow().getPort());
  }

  @Test
  void aProxyMovesToAllAddressesOfItsPortAndBack() throws IOException {
    Proxy proxy = open();
    Address one = at(proxy);
    for (Address moved : List.of(new Address("0.0.0.0", one.port()), one)) {
      try (Socket client = rig.connect(proxy)) {
        say(client);

        proxy.become(proxy.spec().withListen(moved)).join();

        assertThat(client.getInputStream().read()).isEqualTo(-1);
        assertThat(proxy.spec().listen()).isEqualTo(moved);
        assertThat(proxy.address().orElseThrow().getAddress().isAnyLocalAddress())
            .isEqualTo(moved.host().equals("0.0.0.0"));
      }
      try (Socket client = rig.connect(proxy)) {
        say(client);
      }
    }
  }

  @Test
  void aProxyThatCannotMoveOnItsPortStaysAsItIs() throws IOException {
    Proxy proxy = open();
    ProxySpec before = proxy.spec();
    int port = at(proxy).port();
    try (Socket client = rig.connect(proxy);
        ServerSocket other = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.2"))) {
      say(client);

      assertThatThrownBy(
              () -> proxy.become(before.withListen(new Address("", other.getLocalPort()))).join())
          .cause()
          .hasMessage("cannot listen on :" + port + ": Address already in use");

      say(client);
      assertThat(proxy.spec()).isSameAs(before);
      try (Socket next = rig.connect(proxy)) {
        say(next);
      }
    }
  }

  @Test
  void proxiesSwapTheirAddresses() throws IOException {
    Proxy first = open();
    Proxy second = open();
    Address one = at(first);
    Address two = at(second);

    rig.engine.become(List.of(first.spec().withListen(two), second.spec().withListen(one))).join();

    assertThat(at(first)).isEqualTo(two);
    assertThat(at(second)).isEqualTo(one);
    for (Proxy proxy : List.of(first, second)) {
      try (Socket client = rig.connect(proxy)) {
        say(client);
      }
    }
  }

  @Test
  void aProxyTakesTheAddressOfOneThatIsDisabled() throws IOException {
    Proxy first = open();
    Proxy second = open();
    Address two = at(second);

    rig.engine
        .become(List.of(first.spec().withListen(two), second.spec().withEnabled(false)))
        .join();

    assertThat(at(first)).isEqualTo(two);
    assertThat(second.address()).isEmpty();
    try (Socket client = rig.connect(first)) {
      say(client);
    }
  }

  @Test
  void proxiesThatCannotAllMoveListenWhereTheyDid() throws IOException {
    Proxy first = open();
    Proxy second = open();
    List<Address> before = List.of(at(first), at(second));
    ProxySpec third = named("third", first.spec(), before.get(0));

    assertThatThrownBy(
            () ->
                rig.engine
                    .become(
                        List.of(
                            first.spec().withListen(before.get(1)),
                            second.spec().withListen(before.get(0)),
                            third))
                    .join())
        .cause()
        .message()
        .matches("(p1|third): cannot listen on " + before.get(0) + ": Address already in use");

    assertThat(List.of(at(first), at(second))).isEqualTo(before);
    assertThat(rig.engine.proxies()).containsExactly(first, second);
    for (Proxy proxy : List.of(first, second)) {
      try (Socket client = rig.connect(proxy)) {
        say(client);
      }
    }
  }

  @Test
  void whoeverIsNotInTheWayKeepsItsAddressUntilAllIsDone() throws IOException {
    Proxy stuck = open();
    Proxy other = open();
    Object listening = other.listener();
    int port = at(stuck).port();
    try (Socket client = rig.connect(other);
        ServerSocket taken = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.2"))) {
      say(client);

      assertThatThrownBy(
              () ->
                  rig.engine
                      .become(
                          List.of(
                              stuck.spec().withListen(new Address("", taken.getLocalPort())),
                              other.spec().withListen(port(0))))
                      .join())
          .cause()
          .hasMessage("p0: cannot listen on :" + port + ": Address already in use");

      assertThat(other.listener()).isSameAs(listening);
      say(client);
    }
  }

  @Test
  void nobodyGivesUpItsAddressWhereThatWouldNotHelp() throws IOException {
    Proxy first = open();
    Proxy second = open();
    Object listening = second.listener();
    Address two = at(second);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {

      assertThatThrownBy(
              () ->
                  rig.engine
                      .become(
                          List.of(
                              first.spec().withListen(two),
                              second.spec().withListen(port(taken.getLocalPort()))))
                      .join())
          .cause()
          .hasMessageEndingWith(": Address already in use");

      assertThat(second.listener()).isSameAs(listening);
      assertThat(at(second)).isEqualTo(two);
    }
  }

  @Test
  void aProxyMovesBesideTwoThatSwap() throws IOException {
    Proxy first = open();
    Proxy second = open();
    Proxy third = open();
    Address one = at(first);
    Address two = at(second);
    int free = freePort();

    rig.engine
        .become(
            List.of(
                first.spec().withListen(two),
                second.spec().withListen(one),
                third.spec().withListen(port(free))))
        .join();

    assertThat(List.of(at(first), at(second), at(third))).containsExactly(two, one, port(free));
  }

  @Test
  void aProxyThatHasLostItsAddressIsDisabledAndSaysSo() throws IOException {
    Proxy proxy = open();
    int port = at(proxy).port();
    Change change = new Change(proxy, proxy.spec().withListen(new Address("", port)));
    // Waits until it has been tried.
    assertThat(change.problem()).isPresent();
    change.vacate().join();
    try (ServerSocket thief = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(change.restore().join())
          .hasValue(
              "p0 is disabled now: cannot listen on 127.0.0.1:"
                  + thief.getLocalPort()
                  + ": Address already in use");
    }
    assertThat(proxy.spec().enabled()).isFalse();
    assertThat(proxy.address()).isEmpty();
    proxy.become(proxy.spec().withEnabled(true)).join();
    assertThat(at(proxy).port()).isEqualTo(port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
