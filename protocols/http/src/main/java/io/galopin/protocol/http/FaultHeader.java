package io.galopin.protocol.http;

import io.galopin.api.Marking.Fault;
import io.galopin.protocol.text.Octets;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The header field that says which faults have touched a reply:
 *
 * <pre>
 *   x-galopin-fault: RULE; BEHAVIOR, RULE; BEHAVIOR
 * </pre>
 *
 * <p>Without a rule, the behavior is alone. It is put before all other fields, which stay as they
 * came; those of a further Galopin may be among them.
 */
final class FaultHeader {

  static final String NAME = "x-galopin-fault";

  private static final String BEGINNING = "HTTP/1.";
  private static final int MOST_FAULTS = 8;
  private static final int LONGEST_NAME = 100;

  private FaultHeader() {}

  /**
   * Returns a reply with the field.
   *
   * @param reply on loan; begins with a head, which may follow empty lines
   * @return a buffer that the caller must release; null if it is no reply of HTTP
   */
  static @Nullable ByteBuf in(ByteBuf reply, List<Fault> faults, ByteBufAllocator allocator) {
    int start = Grammar.skipLineEnds(reply, reply.readerIndex(), reply.writerIndex());
    int end = reply.indexOf(start, reply.writerIndex(), Octets.LF);
    if (end < 0 || !Octets.begin(reply, start, reply.writerIndex(), BEGINNING)) {
      return null;
    }
    String field = NAME + ": " + value(faults) + "\r\n";
    int before = end + 1 - reply.readerIndex();
    ByteBuf marked = allocator.buffer(reply.readableBytes() + field.length());
    marked.writeBytes(reply, reply.readerIndex(), before);
    marked.writeCharSequence(field, StandardCharsets.US_ASCII);
    return marked.writeBytes(reply, end + 1, reply.readableBytes() - before);
  }

  private static String value(List<Fault> faults) {
    return faults.stream()
        .limit(MOST_FAULTS)
        .map(
            fault ->
                fault.rule().isEmpty()
                    ? shown(fault.behavior())
                    : shown(fault.rule()) + "; " + shown(fault.behavior()))
        .collect(Collectors.joining(", "));
  }

  /** Replaces what could end the field or the name, and cuts what is long. */
  private static String shown(String name) {
    String part = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    return part.replaceAll("[^!-~ ]|[,;]", "_");
  }
}
