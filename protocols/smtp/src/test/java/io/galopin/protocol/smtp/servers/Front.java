package io.galopin.protocol.smtp.servers;

import io.galopin.api.PluginFactory;
import io.galopin.behavior.exchange.AbortFactory;
import io.galopin.behavior.exchange.DelayFactory;
import io.galopin.behavior.exchange.ErrorFactory;
import io.galopin.behavior.exchange.LostReplyFactory;
import io.galopin.behavior.exchange.NoticeFactory;
import io.galopin.engine.Below;
import io.galopin.engine.Catalog;
import io.galopin.engine.rule.RuleSet;
import io.galopin.protocol.smtp.SmtpProtocolFactory;
import io.galopin.rules.RulesJson;
import io.galopin.testkit.sockets.SocketProxy;
import java.util.List;
import java.util.Map;

/** A proxy in front of a mail server, with rules as users write them. */
final class Front extends SocketProxy {

  private static final SmtpProtocolFactory SMTP = new SmtpProtocolFactory();

  private static final Catalog CATALOG =
      Catalog.of(
          List.<PluginFactory>of(
              SMTP,
              new AbortFactory(),
              new DelayFactory(),
              new ErrorFactory(),
              new LostReplyFactory(),
              new NoticeFactory()));

  private Front(int backend, Map<String, ?> options, String... rules) {
    super("mail", local(backend), SMTP, options, rules(rules));
  }

  /** One with these rules. */
  static Front of(int backend, String... rules) {
    return new Front(backend, Map.of(), rules);
  }

  /** One whose protocol has these options. */
  static Front with(int backend, Map<String, ?> options, String... rules) {
    return new Front(backend, options, rules);
  }

  /** One that ends TLS, with rules about SMTP. */
  static Front above(Below below, int backend, Map<String, ?> options, String... rules) {
    return new Front(below, backend, options, rules);
  }

  private Front(Below below, int backend, Map<String, ?> options, String... rules) {
    super(42, "mail", local(backend), SMTP, options, rules(rules), below);
  }

  private static RuleSet rules(String... texts) {
    return new RuleSet(new RulesJson(SMTP.name(), Map.of(), CATALOG).read(List.of(texts)));
  }
}
