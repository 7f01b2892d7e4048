package io.galopin.control;

import com.fasterxml.jackson.core.JsonGenerator;
import io.galopin.engine.journal.Journal;
import io.galopin.journal.JournalLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The entries of the journal for one client that follows it. Each is an event whose id is the
 * entry's number. If the journal dropped entries before they were sent, an event {@code lost} says
 * how many: {@code {"lost": 12}}.
 *
 * @param reader where the client is
 * @param seed the run's
 */
record JournalEntries(JournalReader reader, long seed) implements Feed.Entries {

  private static final int BATCH = 8;

  @Override
  public boolean behind() {
    return reader.behind();
  }

  @Override
  public void write(ByteArrayOutputStream out, int enough) {
    FeedForm form = FeedForm.EVENTS;
    long missed = reader.missed();
    try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
      if (missed > 0) {
        json.writeRaw(form.begin("lost") + JournalLine.lost(missed) + form.end());
      }
      do {
        for (Journal.Entry entry : reader.next(BATCH)) {
          json.writeRaw("id: " + entry.number() + "\n" + form.begin());
          JournalLine.write(json, seed, entry);
          json.writeRaw(form.end());
        }
        json.flush();
      } while (reader.behind() && out.size() < enough);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  @Override
  public String wayOut() {
    return "follow again from the last id";
  }

  /** Does nothing. The journal is there anyway. */
  @Override
  public void close() {}
}
