package io.galopin.protocol.smtp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one mail transaction: its sender, and the recipients that the backend accepted.
 * Used on one event loop.
 */
final class Envelope {

  /** The approximate memory of an address beyond its characters, in bytes. */
  private static final int PER_RECIPIENT = 64;

  /** The most memory that recipients of one transaction may take. */
  static final int MOST = 128 * 1024;

  private final @Nullable String from;
  private final @Nullable Long size;
  private final List<String> recipients = new ArrayList<>(2);
  private int weight;

  /**
   * Begins without recipients.
   *
   * @param from the sender; null if no transaction has begun, or its sender could not be read
   * @param size what the client says the mail's size is, in bytes; null if it says nothing
   */
  Envelope(@Nullable String from, @Nullable Long size) {
    this.from = from;
    this.size = size;
  }

  /** No transaction. */
  static Envelope none() {
    return new Envelope(null, null);
  }

  @Nullable String from() {
    return from;
  }

  @Nullable Long size() {
    return size;
  }

  /** The recipients that were accepted, in their order. */
  List<String> recipients() {
    return List.copyOf(recipients);
  }

  /** The backend has accepted a recipient. It is forgotten if too many are known already. */
  void accepted(String recipient) {
    weight += recipient.length() + PER_RECIPIENT;
    if (weight <= MOST) {
      recipients.add(recipient);
    }
  }
}
