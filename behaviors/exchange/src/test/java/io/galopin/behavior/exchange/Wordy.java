package io.galopin.behavior.exchange;

import io.galopin.api.Attribute;
import io.galopin.api.Failure;
import io.galopin.api.Option;
import io.galopin.api.Options;
import io.galopin.api.Protocol;
import io.galopin.api.ProtocolFactory;
import java.util.List;
import java.util.Optional;

/** A protocol that has named failures and writable attributes. */
final class Wordy implements ProtocolFactory {

  static final Option<Long> CODE = Option.integer("code", 1, 9, "the code");

  static final Option<String> REASON = Option.text("reason", "why the server says it");

  @Override
  public String name() {
    return "wordy";
  }

  @Override
  public String description() {
    return "has words";
  }

  @Override
  public List<Attribute> attributes() {
    return List.of(
        Attribute.word("wordy.verb", Attribute.Moment.REQUEST, "a verb"),
        Attribute.word("wordy.noun", Attribute.Moment.REQUEST, "a noun").asWritable(),
        Attribute.text("wordy.note", Attribute.Moment.REPLY, "a note").withNames().asWritable());
  }

  @Override
  public List<Failure.Kind> failures() {
    return List.of(
        new Failure.Kind("error", "an error"), new Failure.Kind("busy", "the server is busy"));
  }

  @Override
  public List<Failure.Kind> notices() {
    return List.of(
        new Failure.Kind("restarting", "the server restarts"),
        new Failure.Kind("full", "the disk is full"));
  }

  @Override
  public List<Option<?>> failureOptions() {
    return List.of(CODE, Option.text("warmup", "what error has already"));
  }

  @Override
  public List<Option<?>> noticeOptions() {
    return List.of(REASON, Option.text("after", "what notice has already"));
  }

  @Override
  public Optional<String> expectation(Attribute attribute, String name, String value) {
    boolean right = !attribute.perName() || name.equals("x") || value.isEmpty();
    return right ? Optional.empty() : Optional.of("no note called " + name);
  }

  @Override
  public Protocol create(Options options) {
    throw new UnsupportedOperationException("nobody speaks it");
  }
}
