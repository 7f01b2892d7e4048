package io.galopin.example;

import io.galopin.client.Proxy;
import io.galopin.embed.Galopin;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A resource for Quarkus tests, which name it with {@code @WithTestResource}. */
public class QuarkusWarehouse implements QuarkusTestResourceLifecycleManager {

  private final Warehouse backend = new Warehouse();
  private final Galopin galopin = Galopin.start();
  private Proxy warehouse;

  @Override
  public Map<String, String> start() {
    warehouse = galopin.proxy("warehouse", backend.address()).protocol("http").start();
    return Map.of(
        "quarkus.rest-client.warehouse.url", "http://" + warehouse.host() + ":" + warehouse.port());
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(warehouse, new TestInjector.MatchesType(Proxy.class));
  }

  @Override
  public void stop() {
    galopin.close();
    backend.close();
  }
}
