package io.galopin.app.journal;

import io.galopin.api.OptionException;
import io.galopin.app.console.CommandFailure;
import io.galopin.app.console.Console;
import io.galopin.app.options.RecordedFile;
import io.galopin.app.options.RunOptions;
import io.galopin.engine.Catalog;
import io.galopin.engine.ProtocolStack;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.Replay;
import io.galopin.journal.RecordedProxy;
import io.galopin.journal.RecordedRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A recorded run, to be replayed with the same proxies.
 *
 * @param seed the seed of the run
 * @param specs the proxies, with the recorded faults as rules
 * @param replay knows which faults have not been injected yet
 */
public record Recording(long seed, List<ProxySpec> specs, Replay replay) {

  /** How many missing faults are named. */
  private static final int MOST_NAMED = 10;

  public Recording {
    specs = List.copyOf(specs);
  }

  /**
   * Reads a journal, and says on the console which entries are not replayed.
   *
   * @param specs the proxies; if there is only one here and only one in the journal, their names
   *     may differ
   * @throws CommandFailure if the file cannot be read, is not a journal, or names other proxies
   */
  public static Recording read(
      RecordedFile recording, List<ProxySpec> specs, Catalog catalog, Console console) {
    Path file = recording.path();
    boolean alone = specs.size() == 1;
    check(proxies(recording), specs);
    RecordedRun run =
        run(recording, proxy -> catalog.stack(alone ? specs.get(0) : named(proxy, specs, file)));
    Replay replay = new Replay(run.faults());
    List<String> recorded = replay.proxies();
    List<ProxySpec> same =
        alone && recorded.size() == 1 ? List.of(specs.get(0).withName(recorded.get(0))) : specs;
    for (String proxy : recorded) {
      if (named(proxy, same, file).drawBy().isEmpty() && replay.needsIdentities(proxy)) {
        throw CommandFailure.wrong(
            RunOptions.DRAW_BY.name()
                + ": missing (expected: the same as in the recorded run, see "
                + file
                + ")");
      }
    }
    tellWhatIsNot(file, run, console);
    return new Recording(
        run.seed(),
        same.stream().map(spec -> spec.withRules(replay.rules(spec.name()))).toList(),
        replay);
  }

  private static void tellWhatIsNot(Path file, RecordedRun run, Console console) {
    if (run.runs() > 1) {
      console.complain(
          file
              + ": replaying run "
              + run.number()
              + " of "
              + run.runs()
              + ", seed "
              + run.seed()
              + " (--run chooses another)");
    }
    if (run.others() > 0) {
      console.complain(
          file
              + ": entries that are not replayed (toxics, network, counts of rules): "
              + run.others());
    }
    if (run.lost() > 0) {
      console.complain(
          file
              + ": "
              + run.lost()
              + " entries were lost while it was written, so their faults are missing");
    }
    if (run.torn() > 0) {
      console.complain(file + ": incomplete lines, left out: " + run.torn());
    }
  }

  /** The proxies of the recorded run; none if the journal does not name them. */
  public static List<RecordedProxy> proxies(RecordedFile file) {
    String name = file.path().toString();
    return read(file.path(), lines -> RecordedRun.proxies(lines, name, file.run()));
  }

  private static void check(List<RecordedProxy> recorded, List<ProxySpec> specs) {
    boolean alone = specs.size() == 1 && recorded.size() == 1;
    for (RecordedProxy proxy : recorded) {
      for (ProxySpec spec : specs) {
        if (alone || spec.name().equals(proxy.name())) {
          check(proxy, spec);
        }
      }
    }
  }

  private static void check(RecordedProxy proxy, ProxySpec spec) {
    try {
      proxy.check(spec);
    } catch (OptionException another) {
      throw CommandFailure.wrong(another.getMessage());
    }
  }

  private static RecordedRun run(RecordedFile file, Function<String, ProtocolStack> stacks) {
    String name = file.path().toString();
    return read(file.path(), lines -> RecordedRun.read(lines, name, file.run(), stacks));
  }

  /** Reads a file. */
  private interface Reading<T> {
    T of(BufferedReader lines) throws IOException;
  }

  private static <T> T read(Path file, Reading<T> reading) {
    try (BufferedReader lines = RecordedRun.open(file)) {
      return reading.of(lines);
    } catch (OptionException wrong) {
      throw CommandFailure.wrong(wrong.getMessage());
    } catch (NoSuchFileException missing) {
      throw CommandFailure.wrong(
          file + ": no such file (expected: a journal written by --journal)");
    } catch (CharacterCodingException binary) {
      throw CommandFailure.wrong(file + ": not text (expected: a journal written by --journal)");
    } catch (IOException unreadable) {
      throw CommandFailure.wrong(
          file + ": " + unreadable.getMessage() + " (expected: a journal written by --journal)");
    }
  }

  private static ProxySpec named(String proxy, List<ProxySpec> specs, Path file) {
    return specs.stream()
        .filter(spec -> spec.name().equals(proxy))
        .findFirst()
        .orElseThrow(
            () ->
                CommandFailure.wrong(
                    file
                        + ": proxy "
                        + proxy
                        + " (expected: one of "
                        + String.join(", ", specs.stream().map(ProxySpec::name).toList())
                        + "; --config takes the file of the recorded run)"));
  }

  /** Says which recorded faults were not injected again; returns false if all were. */
  public boolean tellWhatIsMissing(Consumer<String> complain) {
    List<String> missing = replay.missing();
    missing.stream().limit(MOST_NAMED).forEach(complain);
    if (missing.size() > MOST_NAMED) {
      complain.accept("and " + (missing.size() - MOST_NAMED) + " more did not happen");
    }
    return !missing.isEmpty();
  }
}
