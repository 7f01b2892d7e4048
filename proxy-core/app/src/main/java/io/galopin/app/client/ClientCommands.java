package io.galopin.app.client;

import static io.galopin.app.client.command.ServerAddress.TOXIPROXY;
import static io.galopin.app.client.command.ServerAddress.VAURIEN;

import io.galopin.app.client.command.ClientCommand;
import io.galopin.app.client.impair.ClearImpairments;
import io.galopin.app.client.impair.ImpairFlap;
import io.galopin.app.client.impair.ImpairOutage;
import io.galopin.app.client.impair.ImpairToxic;
import io.galopin.app.client.impair.Status;
import io.galopin.app.client.plugin.ListPlugins;
import io.galopin.app.client.plugin.ReloadPlugins;
import io.galopin.app.client.proxy.CreateProxy;
import io.galopin.app.client.proxy.DeleteProxy;
import io.galopin.app.client.proxy.InspectProxy;
import io.galopin.app.client.proxy.ListProxies;
import io.galopin.app.client.proxy.Populate;
import io.galopin.app.client.proxy.ToggleProxy;
import io.galopin.app.client.rule.GetBehavior;
import io.galopin.app.client.rule.ListBehaviors;
import io.galopin.app.client.rule.SetBehavior;
import io.galopin.app.client.rule.SetRules;
import io.galopin.app.client.rule.ShowRules;
import io.galopin.app.client.rule.SwitchRule;
import io.galopin.app.client.toxic.AddToxic;
import io.galopin.app.client.toxic.RemoveToxic;
import io.galopin.app.client.toxic.UpdateToxic;
import io.galopin.app.console.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** All client commands, by name and by the short forms of Toxiproxy's own client. */
public final class ClientCommands {

  private static final Set<String> HOST = Set.of("-h", "-host", "--host");

  private final Map<String, String> environment;
  private final Supplier<Member> explain;

  /** Suppliers, so that a call loads the classes of one command only. */
  private final Map<String, Supplier<Completed>> commands = new TreeMap<>();

  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("l", "list"),
          Map.entry("li", "list"),
          Map.entry("ls", "list"),
          Map.entry("i", "inspect"),
          Map.entry("ins", "inspect"),
          Map.entry("c", "create"),
          Map.entry("new", "create"),
          Map.entry("tog", "toggle"),
          Map.entry("d", "delete"),
          Map.entry("t", "toxic"));

  /**
   * @param environment says where the server is if no option does
   * @param explain computes the shares of rules, without a server
   */
  public ClientCommands(Map<String, String> environment, Supplier<Member> explain) {
    this.environment = Map.copyOf(environment);
    this.explain = explain;
    commands.put("list", () -> program(new ListProxies()));
    commands.put("inspect", () -> program(new InspectProxy()));
    commands.put("create", () -> program(new CreateProxy()));
    commands.put("toggle", () -> program(new ToggleProxy()));
    commands.put("delete", () -> program(new DeleteProxy()));
    commands.put("populate", () -> program(new Populate()));
    commands.put("reset", () -> program(new Reset()));
    commands.put("reload", () -> new ClientProgram(new Reload(), VAURIEN, environment));
    commands.put("journal", () -> new ClientProgram(new ShowJournal(), VAURIEN, environment));
    commands.put("exchanges", () -> new ClientProgram(new ShowExchanges(), VAURIEN, environment));
    commands.put("status", () -> program(new Status()));
    commands.put("state", this::state);
    commands.put("impair", this::impair);
    commands.put("toxic", this::toxic);
    commands.put("behavior", this::behavior);
    commands.put("rules", this::rules);
    commands.put("plugins", this::plugins);
  }

  /** Adds a command that is not only a client's. */
  public ClientCommands with(String name, Supplier<Completed> command) {
    commands.put(name, command);
    return this;
  }

  private ClientProgram program(ClientCommand command) {
    return new ClientProgram(command, TOXIPROXY, environment);
  }

  private Completed toxic() {
    return new CommandFamily(
        "toxic",
        "Adds, changes and removes toxics, which act on the bytes of connections.",
        List.of(program(new AddToxic()), program(new UpdateToxic()), program(new RemoveToxic())));
  }

  private Completed state() {
    return new CommandFamily(
        "state",
        "Shows and saves what calls have changed on a server.",
        ofRun(StateCommand.show(), StateCommand.save()));
  }

  private Completed impair() {
    return new CommandFamily(
        "impair",
        "Impairs proxies of a running server, for a time that the server keeps.",
        List.of(
            program(ImpairToxic.latency()),
            program(ImpairToxic.timeout()),
            program(ImpairToxic.bandwidth()),
            program(new ImpairOutage()),
            program(new ImpairFlap()),
            program(new ClearImpairments())));
  }

  private Completed behavior() {
    return new CommandFamily(
        "behavior",
        "Shows and changes what a running proxy does to exchanges.",
        ofRun(new ListBehaviors(), new GetBehavior(), new SetBehavior()));
  }

  private Completed rules() {
    List<Member> members =
        new ArrayList<>(ofRun(new ShowRules(), new SetRules(), SwitchRule.on(), SwitchRule.off()));
    members.add(explain.get());
    return new CommandFamily("rules", "Shows, changes and explains the rules of a proxy.", members);
  }

  private Completed plugins() {
    return new CommandFamily(
        "plugins",
        "Shows and reloads the plugins of a running server.",
        ofRun(new ListPlugins(), new ReloadPlugins()));
  }

  /** Commands that look for a server first where {@code galopin run} has it. */
  private List<Member> ofRun(ClientCommand... programs) {
    return Stream.of(programs)
        .<Member>map(command -> new ClientProgram(command, VAURIEN, environment))
        .toList();
  }

  /** The names of all commands, without their short forms. */
  public Set<String> names() {
    return Set.copyOf(commands.keySet());
  }

  /** The command of a name or short form. */
  public Optional<Command> find(String name) {
    return Optional.ofNullable(commands.get(ALIASES.getOrDefault(name, name))).map(Supplier::get);
  }

  /** What a shell needs to complete each command, by name. */
  public Map<String, CommandSpec> forCompletion() {
    Map<String, CommandSpec> specs = new TreeMap<>();
    commands.forEach((name, command) -> specs.put(name, command.get().forCompletion()));
    return specs;
  }

  /** Moves {@code -h URL} behind the command. Toxiproxy's own client takes it in front. */
  public List<String> hostLast(List<String> words) {
    int command = words.isEmpty() || !words.get(0).contains("=") ? 2 : 1;
    boolean hostFirst =
        words.size() > command
            && HOST.contains(words.get(0).replaceFirst("=.*", ""))
            && find(words.get(command)).isPresent();
    if (!hostFirst) {
      return words;
    }
    List<String> ordered = new ArrayList<>(words.subList(command, words.size()));
    ordered.addAll(words.subList(0, command));
    return ordered;
  }
}
