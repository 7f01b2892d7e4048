package io.galopin.golden;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.galopin.engine.socket.Address;
import io.galopin.promise.Copying;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Passes on what is read, keeps a copy, and tells it in short. */
final class Heard extends Copying {

  Heard(InputStream in) {
    super(in);
  }

  /**
   * What was read, in short.
   *
   * @param backend its address, whose port is another in each run, of the same length. Digits alone
   *     do not count: corrupted bodies have all kinds of them
   */
  String digest(Address backend) {
    String port = String.valueOf(backend.port());
    String address = backend.toString();
    String bytes =
        text().replace(address, address.replace(":" + port, ":" + "#".repeat(port.length())));
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes.getBytes(ISO_8859_1));
      return bytes.length() + " bytes " + HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
