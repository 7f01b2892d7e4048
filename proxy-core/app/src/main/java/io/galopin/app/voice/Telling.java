package io.galopin.app.voice;

import io.galopin.app.console.Console;
import io.galopin.engine.Engine;
import io.galopin.engine.Proxy;
import io.galopin.engine.journal.Journal;
import java.time.Duration;
import java.util.Optional;

/** Prints what happens in one run, from the first fault to the summary. Thread-safe. */
public final class Telling implements AutoCloseable {

  private final Speech speech;
  private final Lines log;
  private final Lines err;
  private final Ear ear;
  private final Console console;
  private final RunTally tally = new RunTally();
  private Optional<FaultVoice> voice = Optional.empty();

  /**
   * @param log the queue of the log's lines
   * @param toFile whether the log goes to a file
   */
  public Telling(Speech speech, Lines log, boolean toFile, Console console) {
    this.speech = speech;
    this.log = log;
    this.console = console;
    this.err = toFile ? Logging.toStream(console) : log;
    this.ear = speech.ear(console, err, log);
  }

  /** The tally, which must be told of proxies and their changes. */
  public RunTally tally() {
    return tally;
  }

  /** Starts printing faults as they happen; to be called when everything configured is open. */
  public synchronized void begin(Journal journal) {
    tally.begin();
    if (speech.faults()) {
      voice = Optional.of(FaultVoice.start(journal, ear));
    }
  }

  /**
   * Says that the end has begun.
   *
   * @param patience how long bytes in transit may take to arrive
   */
  public synchronized void end(Engine engine, Duration patience) {
    tally.end();
    int open = engine.proxies().stream().mapToInt(Proxy::connections).sum();
    if (speech.summary() && open > 0 && !patience.isZero()) {
      ear.sayWaiting(open, patience);
    }
  }

  /** Prints the summary; to be called when all traffic has ended. */
  public synchronized void sumUp(long seed) {
    voice.ifPresent(FaultVoice::close);
    if (speech.summary()) {
      new Summary(tally, speech.again(seed)).say(ear);
    }
  }

  /** Prints a sentence that says what is wrong. */
  public void complain(String sentence) {
    err.addSurely(console.complaint(sentence));
  }

  /** Ends all output, the log's too. */
  @Override
  public void close() {
    err.close();
    log.close();
  }
}
