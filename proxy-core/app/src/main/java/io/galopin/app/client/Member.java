package io.galopin.app.client;

import java.util.List;

/** One of the commands that begin with the same word: {@code add} of {@code galopin toxic add}. */
public interface Member extends Completed {

  /** What is typed behind the word that all of them have. */
  String word();

  /** Other words for the same. */
  List<String> aliases();

  /** The call in short: {@code galopin toxic add PROXY --type TYPE …}. */
  String usage();

  /** What it does, in a sentence. */
  String description();

  /** A call or several, a line each. */
  String example();
}
