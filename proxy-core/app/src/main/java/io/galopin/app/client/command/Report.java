package io.galopin.app.client.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.app.console.Console;
import io.galopin.app.console.Style;
import java.util.function.Consumer;

/**
 * Prints the reply of a server: as text on a terminal, as columns in a pipe, or as JSON.
 *
 * @param console where to print
 * @param json whether to print the reply as it is
 */
public record Report(Console console, boolean json) {

  /** Whether the output is text for a person. */
  public boolean forPerson() {
    return !json && console.live();
  }

  /** Whether the output is columns for a program. */
  public boolean forPipe() {
    return !json && !console.live();
  }

  /**
   * Prints a reply that is a list.
   *
   * @param whenEmpty the text for a person if the list is empty
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

  /** Prints a sentence on a terminal, and in a pipe the row of the thing that changed. */
  public void change(JsonNode reply, Table thing, String sentence) {
    tell(reply, style -> console.out().println(sentence), thing);
  }

  /** Prints the same sentence on a terminal and in a pipe. */
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
