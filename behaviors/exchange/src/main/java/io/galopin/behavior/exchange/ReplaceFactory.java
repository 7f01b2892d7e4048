package io.galopin.behavior.exchange;

import io.galopin.api.Action;
import io.galopin.api.Attribute;
import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.api.ProtocolFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pf4j.Extension;

/**
 * The behavior {@code replace}: changes values in the heads of messages. The protocol defines the
 * attributes and their values.
 */
@Extension
public final class ReplaceFactory implements BehaviorFactory {

  private static final String SET = "set";

  /** The option as it is without a protocol. */
  private static final Option<Map<String, String>> VALUES =
      Option.pairs(SET, "new values by attribute; an empty one removes the attribute");

  @Override
  public String name() {
    return "replace";
  }

  @Override
  public String description() {
    return "changes values in the heads of the request and of the reply";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(VALUES);
  }

  @Override
  public List<Option<?>> optionsFor(ProtocolFactory protocol) {
    List<Attribute> writable = protocol.attributes().stream().filter(Attribute::writable).toList();
    if (writable.isEmpty()) {
      return List.of(
          VALUES.checkedBy(
              values ->
                  values.isEmpty()
                      ? Optional.empty()
                      : Optional.of(
                          "nothing, as protocol "
                              + protocol.name()
                              + " has no attribute that can be changed")));
    }
    return List.of(
        Option.values(SET, writable, VALUES.description())
            .checkedBy(values -> expectation(protocol, writable, values)));
  }

  private static Optional<String> expectation(
      ProtocolFactory protocol, List<Attribute> writable, Map<String, String> values) {
    for (Map.Entry<String, String> value : values.entrySet()) {
      for (Attribute attribute : writable) {
        Optional<String> expected =
            nameBehind(attribute, value.getKey())
                .flatMap(name -> protocol.expectation(attribute, name, value.getValue()));
        if (expected.isPresent()) {
          return expected.map(phrase -> "for " + value.getKey() + " " + phrase);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Returns what follows the attribute's own name; empty if {@code written} is another attribute.
   */
  private static Optional<String> nameBehind(Attribute attribute, String written) {
    if (!attribute.perName()) {
      return written.equals(attribute.name()) ? Optional.of("") : Optional.empty();
    }
    String prefix = attribute.name() + ".";
    return written.startsWith(prefix)
        ? Optional.of(written.substring(prefix.length()))
        : Optional.empty();
  }

  @Override
  public Behavior create(Options options) {
    Map<String, String> values = options.find(VALUES).orElse(Map.of());
    if (values.isEmpty()) {
      throw new OptionException(SET, "missing", "attribute=value pairs separated by semicolons");
    }
    return new Replace(Decision.act(new Action.Rewrite(values)));
  }

  private record Replace(Decision decision) implements Behavior {

    @Override
    public Decision onBeforeHandle(Exchange exchange) {
      return decision;
    }

    @Override
    public Decision onAfterHandle(Exchange exchange) {
      return decision;
    }
  }
}
