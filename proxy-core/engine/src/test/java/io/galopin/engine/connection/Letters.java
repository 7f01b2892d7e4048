package io.galopin.engine.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.galopin.api.Cut;
import io.galopin.engine.exchange.Watcher;
import io.galopin.engine.socket.Outlet;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * A watcher for tests, to which each byte is a piece, and so are all {@code x} in a row. Small
 * letters pass and large ones are taken and go on in brackets; {@code .} is for later as long as it
 * is {@link #waiting}, {@code ;} needs what follows it, {@code *} says that a request gets no
 * reply, {@code ?} is refused, and {@code !} is a bug.
 */
final class Letters implements Watcher {

  /** What it was told, in order. */
  final List<String> told = new ArrayList<>();

  boolean waiting = true;
  boolean full;
  long pinned;
  Cut end = Cut.nothing();
  private final Outlet onward;
  private boolean unanswered;
  private boolean taking;

  Letters(Outlet onward) {
    this.onward = onward;
  }

  @Override
  public Cut cut(ByteBuf in) {
    char next = (char) in.getByte(in.readerIndex());
    if (next == '*' && !unanswered) {
      return Cut.unanswered();
    }
    return switch (next) {
      case '.' -> waiting ? Cut.await() : Cut.pass(1);
      case ';' -> in.readableBytes() > 1 ? Cut.pass(2) : Cut.more();
      case '?' -> Cut.refuse(null, "a question");
      case '!' -> throw new IllegalStateException("a bug");
      case 'x' -> Cut.pass(run(in));
      default -> Cut.pass(1);
    };
  }

  private static int run(ByteBuf in) {
    int other = in.forEachByte(each -> each == 'x');
    return other < 0 ? in.readableBytes() : other - in.readerIndex();
  }

  @Override
  public Cut end(ByteBuf rest) {
    told.add("end with \"" + rest.toString(ISO_8859_1) + "\"");
    if (end.kind() == Cut.Kind.AWAIT) {
      throw new IllegalStateException("a bug at the end");
    }
    return end;
  }

  @Override
  public void wrote() {}

  @Override
  public void handOver() {
    told.add("hand over");
  }

  @Override
  public void come(Cut cut, ByteBuf in) {
    taking = Character.isUpperCase((char) in.getByte(in.readerIndex()));
    unanswered = false;
  }

  @Override
  public boolean passes(Cut cut) {
    return !taking;
  }

  @Override
  public void passed(Cut cut) {
    told.add("passed " + cut.length());
  }

  @Override
  public void take(Cut cut, ByteBuf piece) {
    String text = piece.toString(ISO_8859_1);
    piece.release();
    told.add("took " + text);
    onward.write(Wire.bytes("(" + text + ")"));
  }

  @Override
  public void unanswered() {
    unanswered = true;
    told.add("unanswered");
    onward.write(Wire.bytes("-"));
  }

  @Override
  public long pinned() {
    return pinned;
  }

  @Override
  public boolean full() {
    return full;
  }

  @Override
  public void refuse(Cut cut) {
    told.add("refused: " + cut.reason());
  }
}
