package io.galopin.protocol.http;

import io.galopin.api.Attribute;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes a head with new values of attributes. All other bytes stay as they came. A value that an
 * attribute cannot have changes nothing: see {@link Attributes#expectation}.
 */
final class ChangedHead {

  private static final String HOST = "host";
  private static final String LENGTH = "content-length";
  private static final String ENCODING = "transfer-encoding";

  private final ByteBuf in;
  private final Head head;
  private final Map<String, String> values;

  /** New values by field name. An empty value removes the field. */
  private final Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private ChangedHead(ByteBuf in, Map<String, String> values) {
    this.in = in;
    this.head = new Head().read(in);
    this.values = values;
  }

  /**
   * Returns the head of a request with new values.
   *
   * @param in on loan
   * @return a buffer that the caller must release; null if nothing changes
   */
  static @Nullable ByteBuf ofRequest(
      ByteBuf in, Map<String, String> values, ByteBufAllocator allocator) {
    ChangedHead rewriting = new ChangedHead(in, values);
    rewriting.readFields(Attributes.HEADER);
    String host = rewriting.value(Attributes.HOST);
    if (host != null) {
      rewriting.fields.put(HOST, host);
    }
    ByteBuf out = allocator.buffer(in.readableBytes() + 64);
    rewriting.writeRequestLine(rewriting.value(Attributes.PATH), host, out);
    return rewriting.finish(out);
  }

  /**
   * Like {@link #ofRequest}, for a reply.
   *
   * @param fixed whether the status must stay, because what follows the head depends on it
   */
  static @Nullable ByteBuf ofReply(
      ByteBuf in,
      HttpReply reply,
      boolean fixed,
      Map<String, String> values,
      ByteBufAllocator allocator) {
    ChangedHead rewriting = new ChangedHead(in, values);
    rewriting.readFields(Attributes.REPLY_HEADER);
    String status = fixed ? null : rewriting.value(Attributes.STATUS);
    if (status != null && Attributes.isBodiless(reply.status())) {
      // The client now expects a body, which needs an end.
      rewriting.fields.put(LENGTH, "0");
      rewriting.fields.put(ENCODING, "");
    }
    ByteBuf out = allocator.buffer(in.readableBytes() + 64);
    rewriting.writeStatusLine(status, out);
    return rewriting.finish(out);
  }

  private @Nullable String value(Attribute attribute) {
    String value = values.get(attribute.name());
    return value == null || Attributes.expectation(attribute, "", value).isPresent() ? null : value;
  }

  private void readFields(Attribute attribute) {
    String prefix = attribute.name() + ".";
    values.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            String name = key.substring(prefix.length());
            if (Attributes.expectation(attribute, name, value).isEmpty()) {
              fields.put(name, value);
            }
          }
        });
  }

  private void writeRequestLine(@Nullable String path, @Nullable String host, ByteBuf out) {
    Target target = head.target();
    boolean onlyHost = !target.hasPath();
    int at = in.readerIndex();
    // The host of a CONNECT belongs to the tunnel, not to the request.
    if (host != null && target.hasAuthority() && !onlyHost) {
      out.writeBytes(in, at, target.authority() - at);
      out.writeCharSequence(host, StandardCharsets.US_ASCII);
      at = target.authorityEnd();
    }
    if (path != null && !onlyHost && in.getByte(target.path()) != '*') {
      out.writeBytes(in, at, target.path() - at);
      out.writeBytes(Percent.encodePath(path));
      at = target.pathEnd();
    }
    out.writeBytes(in, at, head.fields() - at);
  }

  private void writeStatusLine(@Nullable String status, ByteBuf out) {
    int start = in.readerIndex();
    if (status == null) {
      out.writeBytes(in, start, head.fields() - start);
      return;
    }
    out.writeBytes(in, start, head.start() + "HTTP/1.1 ".length() - start);
    HttpResponseStatus meant = HttpResponseStatus.valueOf(Integer.parseInt(status));
    out.writeCharSequence(meant + "\r\n", StandardCharsets.US_ASCII);
  }

  private @Nullable ByteBuf finish(ByteBuf out) {
    Set<String> written = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    int end = head.fields();
    for (Head.Field field = head.first(); field != null; field = head.after(field)) {
      end = field.next();
      String name = fields.isEmpty() ? "" : head.text(field.from(), field.nameEnd());
      String value = fields.get(name);
      if (value == null) {
        out.writeBytes(in, field.from(), field.next() - field.from());
      } else if (written.add(name)) {
        write(name, value, out);
      }
    }
    fields.forEach(
        (name, value) -> {
          if (!written.contains(name)) {
            write(name, value, out);
          }
        });
    out.writeBytes(in, end, in.writerIndex() - end);
    if (ByteBufUtil.equals(in, out)) {
      out.release();
      return null;
    }
    return out;
  }

  private static void write(String name, String value, ByteBuf out) {
    if (!value.isEmpty()) {
      out.writeCharSequence(name + ": " + value + "\r\n", StandardCharsets.ISO_8859_1);
    }
  }
}
