package io.galopin.app;

import io.galopin.app.console.Console;
import io.galopin.app.options.Arguments;
import io.galopin.app.options.HelpText;
import io.galopin.app.options.RunOptions;
import java.util.List;

/** The help of {@code galopin} and {@code galopin run}, around the options. */
final class RunHelp {

  static final HelpText TEXT =
      new HelpText(
          """
          galopin [run] [OPTION...]
                 galopin COMMAND [OPTION...]\
          """,
          """
          Stands between an application and a backend and makes chosen parts of their
          conversation go wrong: on purpose, repeatably, and with a record of what it did.\
          """,
          """

          Commands
            run          relays until a signal ends it; the default
            replay       injects the faults of a recorded run again
            server       runs the control API, as Toxiproxy's server does
            demo         shows in ten seconds what Galopin does
            behaviors    lists behaviors, which act on exchanges, with options
            protocols    lists protocols, with options
            toxics       lists toxics, which act on bytes, with options
            ca           shows and exports Galopin's authority for certificates
            completion   prints a script that makes a shell complete commands and options
            help         explains a command, as in: galopin help demo

          Commands for a running server
            list         lists proxies
            inspect      shows a proxy with its toxics
            create       creates a proxy
            toggle       disables a proxy, or enables it again
            delete       deletes a proxy
            toxic        adds, changes and removes toxics
            impair       latency, timeouts, outages and less bandwidth, for a time
            status       shows what is impaired, since when, until when and by whom
            scenario     runs and checks scenarios, with a verdict
            populate     creates the proxies of a file
            reset        enables every proxy and removes every toxic
            reload       lets the server read its configuration file again
            state        shows and saves what calls have changed
            behavior     shows and sets the behavior of a proxy
            rules        shows, sets and explains the rules of a proxy
            plugins      lists plugins, and loads what has changed in their folder
            journal      shows what was injected, on request as it happens
            exchanges    shows exchanges as they end, with their times

          Examples
            One request in five takes two seconds longer:
              galopin --protocol http --proxy localhost:8000 --backend example.com:80 \\
                      --behavior 20:delay --behavior-delay-sleep 2

            One in ten fails, one in a hundred gets no reply; each time the same ones:
              galopin --protocol http --backend localhost:3000 \\
                      --behavior 10:error,1:hang --seed 42

            The first three orders fail, and one call of the cart in five is slow:
              galopin --protocol http --backend localhost:3000 \\
                      --rule 'when http.path=/orders/* http.method=POST first 3 error' \\
                      --rule 'when http.path=/cart 20% delay sleep=500ms'

            Several proxies from a file, and a record of each fault:
              galopin --config my.conf --journal faults.jsonl

          Environment
            JAVA_HOME           the Java to use, 17 or newer; otherwise java on the PATH
            GALOPIN_JAVA_OPTS   options for the JVM, as in -Xmx1g
            GALOPIN_ARCHIVE     off: makes no class archive, which makes later starts
                                faster; now: makes it before this start
            GALOPIN_HTTP_TOKEN  the token of the control API
            GALOPIN_URL         the server that commands talk to
            NO_COLOR            turns colors off

          The log goes to standard error, what was asked for to standard output. On a
          terminal, each fault is shown as it happens, and at the end what fired, what did
          not and why, and how to repeat the run; --quiet turns that off. Ctrl-C ends the
          run with exit code 0; 1 means that it could not listen, 2 that the command line
          or the configuration is wrong.
          """);

  private static final HelpText BRIEF =
      new HelpText(
          """
          galopin [run] [OPTION...]
                 galopin COMMAND [OPTION...]\
          """,
          """
          Stands between an application and a backend and makes chosen parts of their
          conversation go wrong: on purpose, repeatably, and with a record of what it did.\
          """,
          """

          Examples
            One request in five takes a second longer, one in twenty fails:
              galopin --protocol http --backend localhost:3000 --behavior 20:delay,5:error

            The first three orders fail:
              galopin --protocol http --backend localhost:3000 \\
                      --rule 'when http.path=/orders/* first 3 error'

            In place of Toxiproxy's server:
              galopin server

          A demo: galopin demo. All options and commands: galopin --help. What can go
          wrong: galopin behaviors, galopin toxics. More: galopin help COMMAND.
          """);

  private RunHelp() {}

  /**
   * Prints the short help, for a first use.
   *
   * @return the exit code
   */
  static int brief(Console console) {
    return new Arguments("", BRIEF, List.of(RunOptions.brief())).explain(console);
  }
}
