package io.galopin.engine.connection;

import io.galopin.api.Direction;
import io.galopin.api.Options;
import io.galopin.api.Toxic;
import io.galopin.api.Trouble;
import io.galopin.engine.LineProtocol;
import io.galopin.engine.exchange.Admission;
import io.galopin.engine.exchange.ConnectionFacts;
import io.galopin.engine.exchange.Desk;
import io.galopin.engine.exchange.Dialing;
import io.galopin.engine.exchange.NewConnection;
import io.galopin.engine.exchange.NotedControls;
import io.galopin.engine.exchange.Recorder;
import io.galopin.engine.hold.HoldQueue;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.socket.ProxyMeter;
import io.galopin.engine.socket.Side;
import io.galopin.testbed.VirtualSocket;
import io.galopin.testbed.VirtualTime;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Both sockets of a connection and the ways between them, on virtual time, for tests. */
final class VirtualWires {

  private static final Options NO_OPTIONS = Options.defaults(List.of());

  final VirtualTime time = new VirtualTime();
  final VirtualProxy proxy = new VirtualProxy(new LineProtocol());
  final NotedControls controls = new NotedControls();
  final Lifecycle life = new Lifecycle();
  final Wire atClient = new Wire();
  final Wire atBackend = new Wire();
  final VirtualSocket clientSocket = VirtualSocket.accepted(time.loop()).tell(atClient);
  final VirtualSocket backendSocket = VirtualSocket.accepted(time.loop()).tell(atBackend);
  final ConnectionFacts facts = proxy.facts(1, clientSocket);
  final Recorder recorder = proxy.recorder(1, ProxyMeter.NONE);
  final Guard guard = Guard.of(proxy, facts, recorder, "line", controls);
  final Side client = new Side(ProxyMeter.NONE, Direction.DOWNSTREAM, facts.memory());
  final Side backend = new Side(ProxyMeter.NONE, Direction.UPSTREAM, facts.memory());
  final NewConnection connection =
      new NewConnection(proxy.spec(), facts, ProxyMeter.NONE, recorder, controls);
  final LinkToxics toxics = new LinkToxics(proxy, connection, life, client, backend);
  final Letters requests = new Letters(toxics.toBackend());
  final Letters replies = new Letters(toxics.toClient());

  int requestsPassed;
  int repliesPassed;
  private final Attention attention = new Attention(proxy, false, () -> false, () -> true);
  final Wires wires =
      new Wires(
          client,
          backend,
          way(client, backend, true, () -> requestsPassed++),
          way(backend, client, false, () -> repliesPassed++));
  final Flow flow = new Flow(facts, life, wires);
  final Desk desk =
      Desk.open(
          connection, proxy, toxics.toClient(), wires.replies().holds(), clientSocket.alloc());

  private Way way(Side from, Side to, boolean upstream, Runnable passed) {
    HoldQueue holds = new HoldQueue(facts.loop(), guard, facts.memory(), controls::relieved);
    Path path = new Path(from, holds, upstream ? toxics.toBackend() : toxics.toClient(), to);
    Letters watcher = upstream ? requests : replies;
    return new Way(new Link(facts, guard, attention, path, watcher, passed), path);
  }

  /** Decides about requests to a backend that is there. */
  Admission admission() {
    return new Admission(
        desk,
        toxics.toBackend(),
        wires.requests().holds(),
        new Dialing() {
          @Override
          public void dial() {}

          @Override
          public @Nullable Trouble trouble() {
            return null;
          }
        });
  }

  /** A toxic acts on both ways from now on. */
  void toxic(Toxic toxic) {
    proxy.toxics =
        Stream.of(Direction.values())
            .map(way -> new ToxicSpec("t" + way, "t", way, 1, NO_OPTIONS, toxic))
            .toList();
    proxy.toxics.forEach(each -> each.scope().start(0));
    toxics.update();
    controls.told.clear();
  }

  /** Both sockets are there. */
  VirtualWires attach() {
    client.attach(clientSocket);
    backend.attach(backendSocket);
    return this;
  }

  Link link() {
    return wires.requests().link();
  }

  /** Reads from the client. */
  void read(ByteBuf bytes) {
    link().read(bytes);
    flow.flush();
  }

  /** Closes everything; what is held then is a leak. */
  void close() {
    wires.requests().close();
    wires.replies().close();
    toxics.close();
    desk.close();
    client.close();
    backend.close();
    time.run();
  }
}
