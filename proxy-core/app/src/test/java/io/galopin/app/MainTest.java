package io.galopin.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

  @Test
  void tellsItsVersion() {
    Ran ran = Ran.galopin("--version");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).matches("galopin \\d+\\.\\d+\\.\\d+.*, commit \\S+, Java \\d+.*\\R");
    assertThat(Ran.galopin("-V")).isEqualTo(ran);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --behaviour 20:delay          | unknown option: --behaviour (expected: --behavior? Or see galopin --help)
          server -conf x                | unknown option: -conf (expected: --config? Or see galopin server --help)
          -Version                      | unknown option: -Version (expected: --version? Or see galopin --help)
          --behavior 100:latency        | --behavior: "latency" (expected: a behavior, which acts on exchanges: abort, alpn, blackout, certificate, corrupt, delay, dummy, error, hang, lost-reply, notice, replace, throttle, tls-version, transient, truncate; latency is a toxic, which acts on bytes: --toxic, toxics { } in a file, or toxic add)
          --behavior 20:dealy           | --behavior: "dealy" (expected: delay? one of abort, alpn, blackout, certificate, corrupt, delay, dummy, error, hang, lost-reply, notice, replace, throttle, tls-version, transient, truncate)
          --toxic latency~latncy=3      | --toxic latncy: unknown option (expected: latency? one of latency, jitter, p50, p99)
          --nonsense                    | unknown option: --nonsense (expected: see galopin --help)
          dmo                           | unknown command: dmo (expected: demo? one of behavior, behaviors, ca, completion, create, delete, demo, exchanges, help, impair, inspect, journal, list, plugins, populate, protocols, reload, replay, reset, rules, run, scenario, server, state, status, toggle, toxic, toxics; see galopin --help)
          help dmo                      | unknown command: dmo (expected: demo? one of behavior, behaviors, ca, completion, create, delete, demo, exchanges, help, impair, inspect, journal, list, plugins, populate, protocols, reload, replay, reset, rules, run, scenario, server, state, status, toggle, toxic, toxics; see galopin --help)
          completion                    | shell: none (expected: bash or zsh)
          run more                      | unexpected argument: more (expected: options only; see galopin --help)
          --proxy                       | --proxy: no value (expected: HOST:PORT)
          --proxy a:1 --proxy b:2       | --proxy: given twice (expected: once)
          --behavior 1:error --behavior 2:delay | --behavior: given twice (expected: once, with commas between)
          --proxy localhost             | --proxy: localhost (expected: host:port, as in localhost:8000, with a port from 0 to 65535)
          --behavior 20:dely            | --behavior: "dely" (expected: delay? one of abort, alpn, blackout, certificate, corrupt, delay, dummy, error, hang, lost-reply, notice, replace, throttle, tls-version, transient, truncate)
          --behavior 60:delay,50:error  | --behavior: "60:delay,50:error" (expected: percents that sum up to at most 100, not 110)
          --rule eror                   | --rule: "eror" (expected: error? one of abort, alpn, blackout, certificate, corrupt, delay, dummy, error, hang, lost-reply, notice, replace, throttle, tls-version, transient, truncate)
          --rule frist~3~error          | --rule: frist 3 (expected: first? Or the end of the rule, [NAME:] [when CONDITION] [TRIGGER] [WEIGHT%] BEHAVIOR [OPTION=VALUE ...] [continue], as in when http.path=/orders/* first 3 error status=503)
          --rule error~status=503       | --rule status: unknown option (expected: protocol http or smtp, or one of inject, warmup, scope, garbage, failure)
          --rule when~http.path=/~error | --rule: http.path (expected: one of tcp.bytes, tcp.reply.bytes, client.address, connection, exchange; it needs protocol http)
          --rule error --rule 0%error   | --rule[1]: 0%error (expected: [NAME:] [when CONDITION] [TRIGGER] [WEIGHT%] BEHAVIOR [OPTION=VALUE ...] [continue], as in when http.path=/orders/* first 3 error status=503)
          --draw-by colour              | --draw-by: colour (expected: one of tcp.bytes, tcp.reply.bytes, client.address, connection, exchange)
          rules explain                 | no rule (expected: galopin rules explain RULE... [OPTION...])
          rules explain --protocol=http | no rule (expected: galopin rules explain RULE... [OPTION...])
          rules explain eror            | rules[0]: "eror" (expected: error? one of abort, alpn, blackout, certificate, corrupt, delay, dummy, error, hang, lost-reply, notice, replace, throttle, tls-version, transient, truncate)
          rules explain error --wide    | unknown option: --wide (expected: see galopin rules explain --help)
          rules shw                     | rules shw: unknown (expected: show? one of show, set, on, off, explain)
          --protocol htpp               | --protocol: "htpp" (expected: http? one of http, memcache, mysql, postgres, redis, smtp, tcp, tls)
          --behavior-delay-sleep soon   | --behavior-delay-sleep: soon (expected: a duration from 0 s to 24 h, a bare number is in seconds)
          --behavior-delay-before=maybe | --behavior-delay-before: maybe (expected: true or false)
          --behavior-delay-slep 1       | unknown option: --behavior-delay-slep (expected: --behavior-delay-sleep? Or see galopin --help)
          --plugins /no/such/folder     | --plugins: /no/such/folder (expected: an existing folder)
          behaviors --plugins /no/such  | --plugins: /no/such (expected: an existing folder)
          --journal /no/such/dir/x      | --journal: /no/such/dir/x (expected: a file that can be written)
          --log-output /no/such/dir/x   | --log-output: /no/such/dir/x (expected: a file that can be written)
          --log-output /                | --log-output: / (expected: a file that can be written)
          demo --seed x                 | --seed: x (expected: a whole number, -9223372036854775808 or more)
          demo --stray                  | unknown option: --stray (expected: --stay? Or see galopin demo --help)
          """)
  void refusesWhatItDoesNotUnderstand(String words, String sentence) {
    Ran ran =
        Ran.galopin(
            Stream.of(words.split(" ")).map(word -> word.replace('~', ' ')).toArray(String[]::new));

    assertThat(ran.err()).isEqualTo("galopin: " + sentence + System.lineSeparator());
    assertThat(ran.out()).isEmpty();
    assertThat(ran.exitCode()).isEqualTo(2);
  }

  @Test
  void namesTheFileThatNamesAFolderOfPluginsThatIsNotThere(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("my.conf");
    Files.writeString(file, "galopin.plugins = /no/such/folder");

    assertThat(Ran.galopin("--config", file.toString()).err())
        .contains("plugins: /no/such/folder (expected: an existing folder) in " + file);
  }

  @Test
  void complainsInLinesThatFitATerminal() {
    assertThat(Ran.onNarrowTerminal(80, "dmo").err().lines())
        .hasSizeGreaterThan(2)
        .allMatch(line -> line.length() <= 80)
        .first()
        .isEqualTo(
            "galopin: unknown command: dmo (expected: demo? one of behavior, behaviors, ca,");
    assertThat(Ran.onNarrowTerminal(80, "dmo").err().replaceAll("\\R {9}", " "))
        .isEqualTo(Ran.galopin("dmo").err());
  }

  @Test
  void namesFileAndLineOfWhatIsWrongInAFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("my.conf");
    Files.writeString(file, "galopin {\n  sed = 1\n}\n");

    Ran ran = Ran.galopin("--config", file.toString());

    assertThat(ran.err()).contains("sed", "seed", "my.conf: 2");
    assertThat(ran.exitCode()).isEqualTo(2);
  }
}
