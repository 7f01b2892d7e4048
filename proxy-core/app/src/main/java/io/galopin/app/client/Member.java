package io.galopin.app.client;

import java.util.List;

/** One of several commands with the same first word, such as {@code galopin toxic add}. */
public interface Member extends Completed {

  /** The second word: {@code add}. */
  String word();

  /** Other words that mean the same as {@link #word}. */
  List<String> aliases();

  /** The call in short: {@code galopin toxic add PROXY --type TYPE …}. */
  String usage();

  /** What it does, in a sentence. */
  String description();

  /** One or more calls, each on a line. */
  String example();
}
