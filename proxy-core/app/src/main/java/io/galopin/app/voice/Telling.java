package io.galopin.app.voice;

import io.galopin.app.console.Console;
import io.galopin.engine.Engine;
import io.galopin.engine.Proxy;
import io.galopin.engine.journal.Journal;
import java.time.Duration;
import java.util.Optional;

/** What one run says, from its first fault to its summary. Thread-safe. */
public final class Telling implements AutoCloseable {

  private final Speech speech;
  private final Lines log;
  private final Lines err;
  private final Ear ear;
  private final Console console;
  private final RunTally tally = new RunTally();
  private Optional<FaultVoice> voice = Optional.empty();

  /**
   * Has said nothing yet.
   *
   * @param log takes the lines of the log
   * @param toFile whether that is a file
   */
  public Telling(Speech speech, Lines log, boolean toFile, Console console) {
    this.speech = speech;
    this.log = log;
    this.console = console;
    this.err = toFile ? Logging.toStream(console) : log;
    this.ear = speech.ear(console, err, log);
  }

  /** What has to be told of proxies. */
  public RunTally tally() {
    return tally;
  }

  /** All that was configured is there: from now on, faults are said as they come. */
  public synchronized void begin(Journal journal) {
    tally.begin();
    if (speech.faults()) {
      voice = Optional.of(FaultVoice.start(journal, ear));
    }
  }

  /**
   * The end has begun.
   *
   * @param patience how long what is on its way may take to arrive
   */
  public synchronized void end(Engine engine, Duration patience) {
    tally.end();
    int open = engine.proxies().stream().mapToInt(Proxy::connections).sum();
    if (speech.summary() && open > 0 && !patience.isZero()) {
      ear.sayWaiting(open, patience);
    }
  }

  /** All traffic has ended. */
  public synchronized void sumUp(long seed) {
    voice.ifPresent(FaultVoice::close);
    if (speech.summary()) {
      new Summary(tally, speech.again(seed)).say(ear);
    }
  }

  /** Says what is wrong. */
  public void complain(String sentence) {
    err.addSurely(console.complaint(sentence));
  }

  /** Nothing more is said, not by the log either. */
  @Override
  public void close() {
    err.close();
    log.close();
  }
}
