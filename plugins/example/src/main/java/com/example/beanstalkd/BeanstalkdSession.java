package com.example.beanstalkd;

import io.galopin.api.Attribute;
import io.galopin.api.Attributing;
import io.galopin.api.Cut;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Message;
import io.galopin.api.Pairing;
import io.galopin.api.Rendering;
import io.galopin.api.Session;
import io.galopin.protocol.text.LineEnd;
import io.galopin.protocol.text.Malformed;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;

/** Finds commands and replies on one connection. */
final class BeanstalkdSession implements Session, Attributing {

  private final Pairing pairing;
  private final LineEnd commandEnd = new LineEnd();
  private final LineEnd replyEnd = new LineEnd();
  private final DataBlock commandData = new DataBlock();
  private final DataBlock replyData = new DataBlock();

  BeanstalkdSession(Pairing pairing) {
    this.pairing = pairing;
  }

  @Override
  public Cut cutRequest(ByteBuf in) {
    try {
      if (!commandData.isComplete()) {
        return commandData.cut(in);
      }
      int lf = find(commandEnd, in);
      if (lf == LineEnd.NOT_YET) {
        return Cut.more();
      }
      Line line = Line.ofCommand(in, lf);
      return Cut.request(line.length(), commandData.endsWith(line), line);
    } catch (Malformed line) {
      Rendering refusal =
          Rendering.lastReply(ByteBufUtil.writeAscii(in.alloc(), "BAD_FORMAT\r\n"), "BAD_FORMAT");
      return Cut.refuse(refusal, line.reason());
    }
  }

  @Override
  public Cut cutReply(ByteBuf in) {
    try {
      if (!replyData.isComplete()) {
        return replyData.cut(in);
      }
      if (pairing.answered() == null) {
        return Cut.refuse(null, "a reply to no command");
      }
      int lf = find(replyEnd, in);
      if (lf == LineEnd.NOT_YET) {
        return Cut.more();
      }
      Line line = Line.ofReply(in, lf);
      return Cut.reply(line.length(), replyData.endsWith(line), line);
    } catch (Malformed line) {
      return Cut.refuse(null, line.reason());
    }
  }

  private static int find(LineEnd lineEnd, ByteBuf in) throws Malformed {
    int lf = lineEnd.find(in, in.readerIndex(), Line.LONGEST);
    if (lf == LineEnd.TOO_LONG) {
      throw new Malformed("a line of more than " + Line.LONGEST + " bytes");
    }
    return lf;
  }

  @Override
  public @Nullable Object attribute(
      Attribute attribute, String name, Message message, ByteBuf head) {
    return message.label();
  }

  @Override
  public Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator) {
    String word = failure.name().equals(Beanstalkd.DRAINING.name()) ? "DRAINING" : "INTERNAL_ERROR";
    return Rendering.reply(ByteBufUtil.writeAscii(allocator, word + "\r\n"), word);
  }
}
