package io.galopin.app.client.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.app.console.Console;
import io.galopin.app.console.Style;
import java.util.function.Consumer;

/**
 * Tells what a server replied: for a person on a terminal, in columns in a pipe, or as JSON.
 *
 * @param console where it is told
 * @param json whether the reply is to be printed as it is
 */
public record Report(Console console, boolean json) {

  /** Whether a person reads what is told. */
  public boolean forPerson() {
    return !json && console.live();
  }

  /** Whether a program reads columns. */
  public boolean forPipe() {
    return !json && !console.live();
  }

  /**
   * Tells of a reply that is things of one kind.
   *
   * @param whenEmpty what a person is told when there are none
   */
  public void things(JsonNode reply, Table table, String whenEmpty) {
    tell(
        reply,
        style -> {
          if (table.isEmpty()) {
            console.out().println(style.dim(whenEmpty));
          } else {
            table.printAligned(console.out(), style);
          }
        },
        table);
  }

  /** Tells a person a sentence, and a pipe the row of the thing that it is about. */
  public void change(JsonNode reply, Table thing, String sentence) {
    tell(reply, style -> console.out().println(sentence), thing);
  }

  /** Tells person and pipe the same. */
  public void sentence(JsonNode reply, String sentence) {
    if (!json) {
      console.out().println(sentence);
    } else if (!reply.isMissingNode()) {
      console.out().println(Json.text(reply));
    }
  }

  private void tell(JsonNode reply, Consumer<Style> person, Table pipe) {
    if (json) {
      console.out().println(Json.text(reply));
    } else if (forPerson()) {
      person.accept(console.style());
    } else {
      pipe.printColumns(console.out());
    }
  }
}
