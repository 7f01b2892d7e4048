package io.galopin.app;

import io.galopin.app.console.Command;
import io.galopin.app.console.Console;
import io.galopin.app.console.Style;
import io.galopin.app.demo.DemoCommand;
import io.galopin.app.options.Arguments;
import io.galopin.app.run.Ready;
import io.galopin.engine.socket.Address;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A short, silent run of everything that a start needs. The launcher records which classes it loads
 * and puts them into a class data archive.
 */
final class Rehearsal implements Command {

  private static final int REQUESTS = 10;

  private final Command list;

  /**
   * @param list the client command that is run as well: it lists the proxies of a server
   */
  Rehearsal(Command list) {
    this.list = list;
  }

  @Override
  public int run(List<String> words, Console console) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Console silent = new Console(nowhere, nowhere, Style.plain(), Style.plain(), true);
    new RunCommand().run(List.of(Arguments.HELP), silent);
    new RunCommand(ready -> ask(ready, silent))
        .run(
            List.of(
                "--proxy",
                "127.0.0.1:0",
                "--backend",
                "127.0.0.1:1",
                "--http",
                "--http-host",
                "127.0.0.1",
                "--http-port",
                "0"),
            silent);
    return new DemoCommand(REQUESTS).run(List.of(), silent);
  }

  /** Calls the control API as a client command does. */
  private void ask(Ready ready, Console silent) {
    String url = "http://" + Address.of(ready.control().orElseThrow());
    list.run(List.of("--host", url), silent);
  }
}
