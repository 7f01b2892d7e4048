package io.galopin.app.client;

import io.galopin.api.Names;
import io.galopin.app.console.CommandFailure;
import io.galopin.app.console.Console;
import io.galopin.app.console.Paragraph;
import io.galopin.app.console.Words;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Commands that begin with the same word: {@code galopin toxic add}, {@code galopin toxic remove}.
 *
 * @param name the first word
 * @param description what they are about
 * @param members the commands
 */
public record CommandFamily(String name, String description, List<Member> members)
    implements Completed {

  public CommandFamily {
    members = List.copyOf(members);
  }

  @Override
  public CommandSpec forCompletion() {
    CommandSpec spec = CommandSpec.create();
    members.forEach(member -> spec.addSubcommand(member.word(), member.forCompletion()));
    return spec;
  }

  @Override
  public int run(List<String> words, Console console) {
    if (words.isEmpty()) {
      throw CommandFailure.wrong(name + ": no command (expected: " + known() + ")");
    }
    String word = words.get(0);
    if (word.equals(Words.HELP)) {
      explain(console);
      return OK;
    }
    for (Member member : members) {
      if (member.word().equals(word) || member.aliases().contains(word)) {
        return member.run(words.subList(1, words.size()), console);
      }
    }
    List<String> all = members.stream().map(Member::word).toList();
    throw CommandFailure.wrong(
        name
            + " "
            + word
            + ": unknown (expected: "
            + Names.nearest(word, all).map(near -> near + "? ").orElse("")
            + known()
            + ")");
  }

  private String known() {
    return members.stream().map(Member::word).collect(Collectors.joining(", ", "one of ", ""));
  }

  private void explain(Console console) {
    console.out().println("Usage: galopin " + name + " COMMAND [OPTION...]");
    console.out().println();
    console.out().println(description);
    console.out().println();
    console.out().println("Commands");
    for (Member member : members) {
      console.out().println("  " + console.style().bold(member.usage()));
      console.out().println(Paragraph.of(member.description(), 6));
    }
    console.out().println();
    console.out().println("Example");
    for (Member member : members) {
      console.out().println(member.example().indent(2).stripTrailing());
    }
  }
}
