package io.galopin.control;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Tests what the log says about changes. */
class ChangeLogTest {

  private static final String FROM = "control API, from 127\\.0\\.0\\.1:\\d+: ";

  private final Logger logger = (Logger) LoggerFactory.getLogger(ChangeLog.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final ToxiproxyRig rig = new ToxiproxyRig();

  @BeforeEach
  void listen() {
    logger.setLevel(Level.INFO);
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stop() throws IOException {
    logger.detachAppender(log);
    logger.setLevel(null);
    rig.close();
  }

  private List<String> lines() {
    return log.list.stream()
        .map(line -> line.getLevel() + " " + line.getFormattedMessage())
        .map(line -> line.replaceAll(FROM, "").replaceAll(":\\d+", ":PORT"))
        .toList();
  }

  @Test
  void hasALineForEachChangeThatWasMade() {
    rig.create("web");
    rig.post("/proxies/web", "{\"enabled\":false}");
    rig.add(
        "web",
        "{\"name\":\"slow\",\"type\":\"latency\",\"attributes\":{\"latency\":1,\"password\":\"s3cret\"}}");
    rig.post("/proxies/web/toxics/slow", "{\"attributes\":{\"latency\":2}}");
    rig.put("/proxies/web/rules", "[\"orders: once error\", \"cart: error\"]");
    rig.post("/proxies/web/rules/orders", "{\"enabled\":false}");
    rig.put("/proxies/web/behavior", "{\"name\":\"20:error\"}");
    rig.put("/proxies/web/backend", "{\"backend\":\"localhost:9\"}");
    rig.control.delete("/proxies/web/toxics/slow");
    rig.post("/reset", "");
    rig.post("/populate", "[" + rig.entry("a", "") + "," + rig.entry("b", "") + "]");
    rig.control.delete("/proxies/web");

    assertThat(lines())
        .containsExactly(
            "INFO proxy created: web, 127.0.0.1:PORT → 127.0.0.1:PORT",
            "INFO proxy changed: web, 127.0.0.1:PORT → 127.0.0.1:PORT, disabled",
            "INFO toxic added to proxy web: slow (latency, downstream)",
            "INFO toxic changed at proxy web: slow (latency, downstream)",
            "INFO rules of proxy web set: orders, cart",
            "INFO rule changed at proxy web: orders",
            "INFO behavior of proxy web set: 20:error",
            "INFO backend of proxy web set: localhost:PORT",
            "INFO toxic removed from proxy web: slow",
            "INFO every proxy enabled, every toxic removed",
            "INFO proxies populated: a, b",
            "INFO proxy deleted: web");
  }

  @Test
  void saysWhereTheyCameFromAndNothingOfWhatWasRefusedOrLookedAt() {
    rig.create("web");
    rig.get("/proxies");
    rig.get("/proxies/web/rules");
    rig.post("/proxies/nobody/toxics", "{\"type\":\"latency\"}");
    rig.post("/proxies", "{\"name\":\"web\"}");

    assertThat(log.list).hasSize(1);
    assertThat(log.list.get(0).getFormattedMessage()).matches(FROM + "proxy created: web, .*");
  }
}
