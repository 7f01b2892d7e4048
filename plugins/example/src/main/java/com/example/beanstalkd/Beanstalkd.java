package com.example.beanstalkd;

import io.galopin.api.Attribute;
import io.galopin.api.ConnectionOptions;
import io.galopin.api.Failure;
import io.galopin.api.Option;
import io.galopin.api.Options;
import io.galopin.api.Pairing;
import io.galopin.api.Protocol;
import io.galopin.api.ProtocolFactory;
import io.galopin.api.Session;
import java.util.List;
import org.pf4j.Extension;

/** The protocol {@code beanstalkd}, as doc/protocol.txt of beanstalkd 1.13 describes it. */
@Extension
public final class Beanstalkd implements ProtocolFactory {

  static final Attribute COMMAND =
      Attribute.text("beanstalkd.command", Attribute.Moment.REQUEST, "the command: reserve");

  static final Attribute REPLY =
      Attribute.text("beanstalkd.reply", Attribute.Moment.REPLY, "the reply: RESERVED");

  static final Failure.Kind DRAINING =
      new Failure.Kind("draining", "DRAINING, as from a server that takes no new jobs");

  @Override
  public String name() {
    return "beanstalkd";
  }

  @Override
  public String description() {
    return "beanstalkd's work queues; an exchange is a command with its reply";
  }

  @Override
  public List<Option<?>> options() {
    return ConnectionOptions.ALL;
  }

  @Override
  public List<Attribute> attributes() {
    return List.of(COMMAND, REPLY);
  }

  @Override
  public List<Failure.Kind> failures() {
    return List.of(new Failure.Kind(Failure.Kind.ERROR, "INTERNAL_ERROR"), DRAINING);
  }

  @Override
  public Protocol create(Options options) {
    return new OfProxy(ConnectionOptions.readBytes(name(), options));
  }

  private record OfProxy(int readBytes) implements Protocol {

    @Override
    public Session open(Pairing pairing) {
      return new BeanstalkdSession(pairing);
    }

    /** No: after foreign bytes a client would wait forever for the end of a line. */
    @Override
    public boolean acceptsInsertion() {
      return false;
    }
  }
}
