package com.example.beanstalkd;

import io.galopin.api.Attribute;
import io.galopin.api.Cut;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Message;
import io.galopin.api.Pairing;
import io.galopin.api.Rendering;
import io.galopin.api.Session;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;

/** Finds commands and replies on one connection. */
final class BeanstalkdSession implements Session {

  private final Pairing pairing;
  private final DataBlock commandData = new DataBlock();
  private final DataBlock replyData = new DataBlock();

  BeanstalkdSession(Pairing pairing) {
    this.pairing = pairing;
  }

  @Override
  public void cutRequest(ByteBuf in, Cut cut) {
    try {
      if (!commandData.isComplete()) {
        commandData.cut(in, cut);
      } else if (Line.isWhole(in)) {
        begin(Line.ofCommand(in), commandData, cut);
      } else {
        cut.more();
      }
    } catch (Line.Malformed line) {
      Rendering refusal =
          Rendering.lastReply(ByteBufUtil.writeAscii(in.alloc(), "BAD_FORMAT\r\n"), "BAD_FORMAT");
      cut.refuse(refusal, line.getMessage());
    }
  }

  @Override
  public void cutReply(ByteBuf in, Cut cut) {
    try {
      if (!replyData.isComplete()) {
        replyData.cut(in, cut);
      } else if (pairing.answered() == null) {
        cut.refuse(null, "a reply to no command");
      } else if (Line.isWhole(in)) {
        begin(Line.ofReply(in), replyData, cut);
      } else {
        cut.more();
      }
    } catch (Line.Malformed line) {
      cut.refuse(null, line.getMessage());
    }
  }

  private static void begin(Line line, DataBlock data, Cut cut) {
    boolean last = line.data() < 0;
    if (!last) {
      data.expect(line.data());
    }
    cut.head(line.length(), last, line);
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
