package io.galopin.protocol.postgres;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a client writes text: PostgreSQL's setting {@code client_encoding}. Bytes of ASCII mean the
 * same in all encodings. Other bytes are read only if they are certain.
 *
 * @param charset the same in Java; null if Java has none for it
 */
record ClientEncoding(@Nullable Charset charset) {

  static final ClientEncoding UTF8 = new ClientEncoding(UTF_8);

  /** Java's names of PostgreSQL's encodings, whose names are in capitals without other signs. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("UNICODE", "UTF-8"),
          Map.entry("UTF8", "UTF-8"),
          Map.entry("LATIN1", "ISO-8859-1"),
          Map.entry("LATIN2", "ISO-8859-2"),
          Map.entry("LATIN3", "ISO-8859-3"),
          Map.entry("LATIN4", "ISO-8859-4"),
          Map.entry("LATIN5", "ISO-8859-9"),
          Map.entry("LATIN7", "ISO-8859-13"),
          Map.entry("LATIN9", "ISO-8859-15"),
          Map.entry("LATIN10", "ISO-8859-16"),
          Map.entry("ISO88595", "ISO-8859-5"),
          Map.entry("ISO88596", "ISO-8859-6"),
          Map.entry("ISO88597", "ISO-8859-7"),
          Map.entry("ISO88598", "ISO-8859-8"),
          Map.entry("KOI8R", "KOI8-R"),
          Map.entry("KOI8U", "KOI8-U"),
          Map.entry("WIN866", "IBM866"),
          Map.entry("WIN874", "x-windows-874"),
          Map.entry("EUCJP", "EUC-JP"),
          Map.entry("EUCCN", "GB2312"),
          Map.entry("EUCKR", "EUC-KR"),
          Map.entry("EUCTW", "x-EUC-TW"),
          Map.entry("SJIS", "windows-31j"),
          Map.entry("BIG5", "x-windows-950"),
          Map.entry("GBK", "GBK"),
          Map.entry("UHC", "x-windows-949"),
          Map.entry("GB18030", "GB18030"));

  /** Returns an encoding by PostgreSQL's name. */
  static ClientEncoding of(String name) {
    String plain = name.toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z]", "");
    String known =
        plain.matches("WIN125[0-8]") ? "windows-" + plain.substring(3) : NAMES.get(plain);
    return new ClientEncoding(
        known != null && Charset.isSupported(known) ? Charset.forName(known) : null);
  }

  /**
   * Returns the text at an index.
   *
   * @param cutOff whether it goes on behind {@code to}, so that its last character may be
   *     incomplete
   * @return null if it is not certain
   */
  @Nullable String text(ByteBuf in, int from, int to, boolean cutOff) {
    String bytes = in.toString(from, to - from, ISO_8859_1);
    if (isAscii(bytes)) {
      return bytes;
    }
    if (charset == null) {
      return null;
    }
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer text =
        CharBuffer.allocate((int) (bytes.length() * (double) decoder.maxCharsPerByte()) + 1);
    boolean certain =
        !decoder.decode(ByteBuffer.wrap(bytes.getBytes(ISO_8859_1)), text, !cutOff).isError();
    return certain ? text.flip().toString() : null;
  }

  private static boolean isAscii(String bytes) {
    for (int i = 0; i < bytes.length(); i++) {
      if (bytes.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** Returns the bytes of a text. Characters that the encoding does not have are question marks. */
  byte[] bytes(String text) {
    return text.getBytes(charset == null ? UTF_8 : charset);
  }
}
