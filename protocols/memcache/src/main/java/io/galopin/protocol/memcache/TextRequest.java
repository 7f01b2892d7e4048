package io.galopin.protocol.memcache;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * A request of the text protocol. There is one object for all that are alike.
 *
 * @param command what is to be done
 * @param noreply whether no reply is to come
 */
record TextRequest(TextCommand command, boolean noreply) implements MemcacheRequest {

  private static final Map<TextCommand, TextRequest> ANSWERED = of(false);

  private static final Map<TextCommand, TextRequest> UNANSWERED = of(true);

  private static Map<TextCommand, TextRequest> of(boolean noreply) {
    Map<TextCommand, TextRequest> requests = new EnumMap<>(TextCommand.class);
    for (TextCommand command : TextCommand.values()) {
      requests.put(command, new TextRequest(command, noreply));
    }
    return requests;
  }

  static TextRequest of(TextCommand command, boolean noreply) {
    return Objects.requireNonNull((noreply ? UNANSWERED : ANSWERED).get(command));
  }

  @Override
  public String label() {
    return command.word();
  }

  /**
   * Whether it is answered. Of {@code noreply}, a server tells some errors all the same, which its
   * client cannot tell from the next reply either: a failure is not to do that on purpose.
   */
  @Override
  public boolean expectsReply() {
    return !noreply && command != TextCommand.QUIT;
  }
}
