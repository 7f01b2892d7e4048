package io.galopin.golden;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Passes on what is read and keeps a copy. */
final class Heard extends FilterInputStream {

  private final ByteArrayOutputStream copy = new ByteArrayOutputStream();

  Heard(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    if (next >= 0) {
      copy.write(next);
    }
    return next;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int n = super.read(target, offset, length);
    if (n > 0) {
      copy.write(target, offset, n);
    }
    return n;
  }

  /**
   * What was read, in short.
   *
   * @param varying a text in it that is another in each run, of the same length
   */
  String digest(String varying) {
    String bytes = copy.toString(ISO_8859_1).replace(varying, "#".repeat(varying.length()));
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes.getBytes(ISO_8859_1));
      return bytes.length() + " bytes " + HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Returns what was read, one character per byte. */
  String text() {
    return copy.toString(ISO_8859_1);
  }
}
