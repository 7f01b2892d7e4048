package io.galopin.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.control.ControlRig.Answer;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.socket.Address;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which proxy a call is about. */
class AddressedProxyTest {

  private static final String HANG = "{\"name\": \"hang\"}";

  private static String behavior(ControlRig rig, String prefix) {
    return rig.get(prefix + "/behavior").json().path("behavior").asText();
  }

  @Test
  void addressesAProxyByName() throws IOException {
    try (ControlRig rig = ControlRig.two().start()) {
      assertThat(rig.put("/proxies/db/behavior", HANG).status()).isEqualTo(200);
      rig.put("/proxies/db/backend", "{\"backend\": \"localhost:1\"}");

      assertThat(behavior(rig, "/proxies/db")).isEqualTo("hang");
      assertThat(behavior(rig, "/proxies/web")).isEqualTo("dummy");
      assertThat(rig.get("/proxies/db/backend").text()).isEqualTo("{\"backend\":\"localhost:1\"}");
      assertThat(rig.get("/proxies/web/backend").text()).contains(rig.backend().toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/behavior", "/backend"})
  void advisesToNameOneOfSeveralProxies(String path) throws IOException {
    try (ControlRig rig = ControlRig.two().start()) {
      for (Answer answer : new Answer[] {rig.get(path), rig.put(path, HANG)}) {
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("status").textValue()).isEqualTo("error");
        assertThat(answer.json().at("/errors/0/description").textValue())
            .contains("2 proxies", "/proxies/{proxy}" + path, "db");
      }
      assertThat(behavior(rig, "/proxies/web")).isEqualTo("dummy");
    }
  }

  @Test
  void addressesTheProxyOfTheCommandLine() throws IOException {
    try (ControlRig rig = ControlRig.two().main("web").start()) {
      rig.put("/behavior", HANG);

      assertThat(behavior(rig, "/proxies/web")).isEqualTo("hang");
      assertThat(behavior(rig, "/proxies/db")).isEqualTo("dummy");
    }
  }

  @Test
  void addressesTheOnlyProxyThatIsLeft() throws IOException {
    try (ControlRig rig = ControlRig.two().main("web").start()) {
      rig.proxy("web").close().join();

      rig.put("/behavior", HANG);

      assertThat(behavior(rig, "/proxies/db")).isEqualTo("hang");
    }
  }

  @Test
  void saysThatThereIsNoSuchProxy() throws IOException {
    try (ControlRig rig = ControlRig.two().start()) {
      Answer answer = rig.get("/proxies/mail%20box/behavior");

      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.text())
          .isEqualTo(
              "{\"status\":\"error\",\"errors\":[{\"location\":\"path\",\"name\":\"proxy\","
                  + "\"description\":\"the 'mail box' proxy does not exist\"}]}");
    }
  }

  @ParameterizedTest
  @CsvSource({"a+b, a+b", "a b, a%20b", "50%, 50%25", "ü, %C3%BC", "a:b, a:b", "a?b, a%3Fb"})
  void findsNamesThatAreEscaped(String name, String escaped) throws IOException {
    try (ControlRig rig = ControlRig.two().start()) {
      ProxySpec web = rig.proxy("web").spec();
      rig.open(
          new ProxySpec(
              name,
              new Address("127.0.0.1", 0),
              web.upstream(),
              web.protocolName(),
              web.protocol(),
              web.rules(),
              web.limits(),
              true));

      assertThat(rig.put("/proxies/" + escaped + "/behavior", HANG).status()).isEqualTo(200);

      assertThat(rig.proxy(name).spec().rules()).hasToString("100:hang");
    }
  }

  @Test
  void saysThatThereIsNoProxyAtAll() throws IOException {
    try (ControlRig rig = ControlRig.options().start()) {
      assertThat(rig.get("/behavior").status()).isEqualTo(404);
      assertThat(rig.get("/behavior").text()).contains("there is no proxy");
    }
  }

  @Test
  void showsTheMixOfTheConfiguration() throws IOException {
    String proxy = "{ listen = LISTEN, upstream = BACKEND, behaviors { %s } }";
    try (ControlRig rig =
        ControlRig.options()
            .config(
                "galopin { proxies { a = %s, b = %s, c = %s } }"
                    .formatted(
                        proxy.formatted("delay = 20, error = 2.5"),
                        proxy.formatted("delay = 100"),
                        proxy.formatted("dummy = 50")))
            .start()) {
      assertThat(behavior(rig, "/proxies/a")).isEqualTo("20:delay,2.5:error");
      assertThat(behavior(rig, "/proxies/b")).isEqualTo("delay");
      assertThat(behavior(rig, "/proxies/c")).isEqualTo("dummy");
    }
  }

  @Test
  void beginsWithTheOptionsOfTheConfiguration() throws IOException {
    try (ControlRig rig =
        ControlRig.options()
            .config(
                "galopin { proxies { web { listen = LISTEN, upstream = BACKEND } }\n"
                    + "behaviors { picky { count = 7 } } }")
            .start()) {
      assertThat(rig.put("/behavior", "{\"name\": \"picky\", \"most\": 6}").text())
          .contains("most: 6 (expected: not less than count)");
    }
  }

  @Test
  void startsAfreshWhenAProxyIsDeletedAndCreatedAgain() throws IOException {
    try (ControlRig rig = ControlRig.two().start()) {
      ProxySpec spec = rig.proxy("db").spec();
      rig.put("/proxies/db/behavior", "{\"name\": \"picky\", \"count\": 7}");
      rig.proxy("db").close().join();
      assertThat(rig.get("/proxies/db/behavior").status()).isEqualTo(404);

      rig.open(spec);

      assertThat(behavior(rig, "/proxies/db")).isEqualTo("dummy");
      assertThat(rig.put("/proxies/db/behavior", "{\"name\":\"picky\",\"most\":6}").status())
          .isEqualTo(200);
    }
  }
}
