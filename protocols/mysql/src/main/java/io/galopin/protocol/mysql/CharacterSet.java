package io.galopin.protocol.mysql;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * In which character set a client writes. Some of them have characters whose second byte looks like
 * a quote or a backslash. What is not read as the server reads it could be taken for another
 * statement, so that is not read at all. Immutable.
 */
final class CharacterSet {

  /** How certain it is that the server reads a text in the same way. */
  private enum Reading {
    /** Every byte below 0x80 stands for itself. */
    ALWAYS,
    /** Only if all characters are known. */
    KNOWN_CHARACTERS,
    /** Only ASCII is. */
    ASCII,
    NEVER
  }

  /** Not known which. */
  static final CharacterSet UNKNOWN = new CharacterSet(Reading.ASCII, UTF_8);

  private static final CharacterSet UNREADABLE = new CharacterSet(Reading.NEVER, UTF_8);

  private static final Map<String, CharacterSet> BY_NAME = byName();

  /** The sets of the server's collations with small numbers. */
  private static final String[] BY_NUMBER = byNumber();

  private final Reading reading;
  private final Charset charset;

  private CharacterSet(Reading reading, Charset charset) {
    this.reading = reading;
    this.charset = charset;
  }

  /** Returns the set with a name of the server's, in any case. */
  static CharacterSet named(String name) {
    return BY_NAME.getOrDefault(name.toLowerCase(Locale.ROOT), UNKNOWN);
  }

  /** Returns the set of a collation by its number. */
  static CharacterSet ofCollation(int number) {
    return named(nameOf(number));
  }

  /** Returns the name of a collation's set; empty if it is not known. */
  static String nameOf(int number) {
    if (number >= 192) {
      return number < 224
          ? "utf8"
          : number < 248 ? "utf8mb4" : number < 251 ? "gb18030" : modern(number);
    }
    return number < BY_NUMBER.length ? BY_NUMBER[number] : "";
  }

  private static String modern(int number) {
    return number >= 255 && number < 324 ? "utf8mb4" : "";
  }

  /**
   * Reads a text. Its last character may be cut off.
   *
   * @return null if the server may read it in another way
   */
  @Nullable String read(ByteBuf in, int from, int length) {
    return switch (reading) {
      case ALWAYS -> in.toString(from, length, charset);
      case KNOWN_CHARACTERS ->
          isAscii(in, from, length) ? ascii(in, from, length) : known(in, from, length);
      case ASCII -> isAscii(in, from, length) ? ascii(in, from, length) : null;
      case NEVER -> null;
    };
  }

  /** Reads a name. What is not known in it is replaced. */
  String readName(ByteBuf in, int from, int length) {
    return in.toString(from, length, charset);
  }

  private static boolean isAscii(ByteBuf in, int from, int length) {
    return in.forEachByte(from, length, (ByteProcessor) value -> value >= 0) < 0;
  }

  private static String ascii(ByteBuf in, int from, int length) {
    return in.toString(from, length, ISO_8859_1);
  }

  private @Nullable String known(ByteBuf in, int from, int length) {
    CharBuffer read = CharBuffer.allocate(length);
    CoderResult result =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(in.nioBuffer(from, length), read, false);
    return result.isUnderflow() ? read.flip().toString() : null;
  }

  private static Map<String, CharacterSet> byName() {
    Map<String, CharacterSet> known = new HashMap<>();
    add(known, Reading.ALWAYS, "utf8 UTF-8, utf8mb3 UTF-8, utf8mb4 UTF-8, binary ISO-8859-1");
    add(known, Reading.ALWAYS, "latin1 windows-1252, latin2 ISO-8859-2, latin5 ISO-8859-9");
    add(known, Reading.ALWAYS, "latin7 ISO-8859-13, greek ISO-8859-7, hebrew ISO-8859-8");
    add(known, Reading.ALWAYS, "cp850 IBM850, cp852 IBM852, cp866 IBM866, cp1250 windows-1250");
    add(known, Reading.ALWAYS, "cp1251 windows-1251, cp1256 windows-1256, cp1257 windows-1257");
    add(known, Reading.ALWAYS, "koi8r KOI8-R, koi8u KOI8-U, tis620 TIS-620");
    add(known, Reading.ALWAYS, "macroman x-MacRoman, macce x-MacCentralEurope");
    add(known, Reading.KNOWN_CHARACTERS, "gbk GBK, gb2312 GB2312, gb18030 GB18030, big5 Big5");
    add(known, Reading.KNOWN_CHARACTERS, "sjis Shift_JIS, cp932 windows-31j, ujis EUC-JP");
    add(known, Reading.KNOWN_CHARACTERS, "eucjpms EUC-JP, euckr EUC-KR");
    // Here brackets and others of ASCII are letters.
    known.put("swe7", UNREADABLE);
    return Map.copyOf(known);
  }

  /** Those that this Java does not have stay unknown. */
  private static void add(Map<String, CharacterSet> known, Reading reading, String names) {
    for (String both : names.split(", ")) {
      String[] parts = both.split(" ");
      if (Charset.isSupported(parts[1])) {
        known.put(parts[0], new CharacterSet(reading, Charset.forName(parts[1])));
      }
    }
  }

  private static String[] byNumber() {
    return (" big5 latin2 dec8 cp850 latin1 hp8 koi8r latin1 latin2 swe7 ascii ujis sjis cp1251 latin1"
            + " hebrew - tis620 euckr latin7 latin2 koi8u cp1251 gb2312 greek cp1250 latin2 gbk cp1257"
            + " latin5 latin1 armscii8 utf8 cp1250 ucs2 cp866 keybcs2 macce macroman cp852 latin7 latin7"
            + " macce cp1250 utf8mb4 utf8mb4 latin1 latin1 latin1 cp1251 cp1251 cp1251 macroman utf16"
            + " utf16 utf16le cp1256 cp1257 cp1257 utf32 utf32 utf16le binary armscii8 ascii cp1250"
            + " cp1256 cp866 dec8 greek hebrew hp8 keybcs2 koi8r koi8u utf8 latin2 latin5 latin7 cp850"
            + " cp852 swe7 utf8 big5 euckr gb2312 gbk sjis tis620 ucs2 ujis geostd8 geostd8 latin1 cp932"
            + " cp932 eucjpms eucjpms cp1250")
        .split(" ");
  }
}
