package io.galopin.protocol.tls;

import io.galopin.api.Cut;
import io.galopin.protocol.text.Flawed;
import io.galopin.protocol.text.Printable;
import io.netty.buffer.ByteBuf;

/**
 * Cuts what a backend answers, up to the records of its ServerHello, or an alert in place of it.
 * What may come before is interim: HelloRetryRequest, and warnings.
 */
final class ReplyCutter {

  private static final int ALERT_LENGTH = 2;
  private static final int WARNING = 1;

  private final int maxHello;
  private final RequestCutter requests;
  private MessageScanner scanner;

  ReplyCutter(int maxHello, RequestCutter requests) {
    this.maxHello = maxHello;
    this.requests = requests;
    this.scanner = scanner();
  }

  private MessageScanner scanner() {
    return new MessageScanner(
        Wire.SERVER_HELLO, maxHello, Flaw.NO_SERVER_HELLO, Flaw.LONG_SERVER_HELLO);
  }

  Cut cut(ByteBuf in) throws Flawed {
    byte type = in.getByte(in.readerIndex());
    return switch (type) {
      case Wire.HANDSHAKE -> hello(in);
      case Wire.ALERT -> alert(in);
      case Wire.CHANGE_CIPHER_SPEC -> {
        int length = Records.length(in, Flaw.LONG_RECORD);
        yield length == Records.NOT_YET
            ? Cut.more()
            : Cut.reply(length, true, TlsReply.interim("ChangeCipherSpec"));
      }
      default -> throw new Flawed(Printable.is(type) ? Flaw.PLAIN_REPLY : Flaw.NOT_TLS_REPLY);
    };
  }

  private Cut hello(ByteBuf in) throws Flawed {
    int length = scanner.scan(in);
    if (length == MessageScanner.NOT_YET) {
      return Cut.more();
    }
    TlsReply reply = TlsReply.of(ServerHello.of(scanner.body(in)));
    scanner = scanner();
    if (!reply.interim()) {
      return Cut.reply(length, true, reply).thenAbove();
    }
    requests.again();
    return Cut.reply(length, true, reply);
  }

  private static Cut alert(ByteBuf in) throws Flawed {
    int length = Records.length(in, Flaw.LONG_RECORD);
    if (length == Records.NOT_YET) {
      return Cut.more();
    }
    int from = in.readerIndex() + Wire.RECORD_HEADER;
    boolean plain = length == Wire.RECORD_HEADER + ALERT_LENGTH;
    String label = plain ? Alert.label(in.getUnsignedByte(from + 1)) : "alert";
    return plain && in.getByte(from) == WARNING
        ? Cut.reply(length, true, TlsReply.interim(label))
        : Cut.reply(length, true, TlsReply.fatal(label)).thenAbove();
  }
}
