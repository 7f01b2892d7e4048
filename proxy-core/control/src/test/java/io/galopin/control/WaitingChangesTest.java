package io.galopin.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.control.ControlRig.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that names whose server is silent delay nobody else. */
class WaitingChangesTest {

  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private ControlRig rig;

  @BeforeEach
  void start() {
    rig =
        ControlRig.options()
            .config(
                "galopin.proxies { web { listen = LISTEN, upstream = BACKEND, protocol = http },"
                    + " db { listen = LISTEN, upstream = BACKEND, enabled = false },"
                    + " quiet { listen = \"silent.example:1\", upstream = BACKEND, enabled = false } }")
            .names(new ListenNames(this::find, Duration.ofMillis(300)))
            .start();
  }

  @AfterEach
  void stop() throws IOException {
    end.countDown();
    rig.close();
  }

  private InetAddress find(String host) throws UnknownHostException {
    if (!host.startsWith("silent")) {
      return InetAddress.getByName(host);
    }
    asked.incrementAndGet();
    try {
      end.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    throw new UnknownHostException(host);
  }

  private static String proxy(String name, String host) {
    return "{\"name\":\"%s\",\"listen\":\"%s:0\",\"upstream\":\"h:1\"}".formatted(name, host);
  }

  private CompletableFuture<Answer> create(String name, String host) {
    return CompletableFuture.supplyAsync(() -> rig.post("/proxies", proxy(name, host)));
  }

  @Test
  void refusesAChangeWhoseNameHasNoAnswer() {
    Answer refused = rig.post("/proxies", proxy("a", "silent.example"));

    assertThat(refused.status()).isEqualTo(500);
    assertThat(refused.json().get("error").textValue())
        .isEqualTo("listen tcp: lookup silent.example: i/o timeout after 300 ms");
    assertThat(rig.get("/proxies/a").status()).isEqualTo(404);
  }

  @Test
  void asksOnceForANameThatManyWaitFor() {
    List<CompletableFuture<Answer>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      calls.add(create("a" + i, "silent.example"));
    }
    calls.forEach(call -> assertThat(call.join().status()).isEqualTo(500));

    assertThat(asked.get()).isEqualTo(1);
  }

  @Test
  void goesOnWithOthersMeanwhile() {
    List<CompletableFuture<Answer>> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      calls.add(create("a" + i, "silent-" + i + ".example"));
    }
    // The clients go; their names are still looked up.
    calls.forEach(call -> assertThat(call.join().status()).isEqualTo(500));

    assertThat(asked.get()).isEqualTo(16);
    assertThat(rig.post("/proxies", proxy("ok", "localhost")).status()).isEqualTo(201);
    assertThat(rig.post("/proxies", proxy("ok2", "127.0.0.1")).status()).isEqualTo(201);
    assertThat(rig.put("/proxies/web/behavior", "{\"name\":\"delay\"}").status()).isEqualTo(200);
    assertThat(rig.post("/proxies", proxy("new", "other.invalid")).json().get("error").textValue())
        .isEqualTo(
            "listen tcp: lookup other.invalid:"
                + " too many names that have no answer yet are looked up");
  }

  @Test
  void resetsWhatCanBeAndAsksForNamesBefore() {
    rig.post("/proxies/web/toxics", "{\"name\":\"t\",\"type\":\"latency\"}");
    rig.post("/proxies/quiet/toxics", "{\"name\":\"t\",\"type\":\"latency\"}");

    Answer answer = rig.post("/reset", "");

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.json().get("error").textValue())
        .isEqualTo("quiet: listen tcp: lookup silent.example: i/o timeout after 300 ms");
    assertThat(rig.get("/proxies/web").json().get("toxics")).isEmpty();
    assertThat(rig.get("/proxies/quiet").json().get("toxics")).isEmpty();
    assertThat(rig.get("/proxies/db").json().get("enabled").booleanValue()).isTrue();
  }

  @Test
  void populatesAllOrNone() {
    Answer refused =
        rig.post(
            "/populate", "[" + proxy("a", "127.0.0.1") + "," + proxy("b", "silent.example") + "]");

    assertThat(refused.status()).isEqualTo(500);
    assertThat(rig.get("/proxies/a").status()).isEqualTo(404);
  }
}
