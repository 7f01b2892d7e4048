package io.galopin.promise;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Passes on what is read and keeps a copy. */
public class Copying extends FilterInputStream {

  private final ByteArrayOutputStream copy = new ByteArrayOutputStream();

  public Copying(InputStream in) {
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

  /** Returns what was read, one character per byte. */
  public String text() {
    return copy.toString(ISO_8859_1);
  }
}
