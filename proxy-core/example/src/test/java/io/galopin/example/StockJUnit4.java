package io.galopin.example;

import static org.junit.Assert.assertEquals;

import io.galopin.client.Proxy;
import io.galopin.embed.Galopin;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** A test with JUnit 4. */
public class StockJUnit4 {

  private final Warehouse backend = new Warehouse();
  private final Galopin galopin = Galopin.start();
  private Proxy warehouse;

  @Before
  public void open() {
    warehouse = galopin.proxy("warehouse", backend.address()).protocol("http").start();
  }

  @Test
  public void asksAgain() throws Exception {
    warehouse.setRules(List.of("first 2 error"));

    assertEquals(7, new Stock(warehouse.host(), warehouse.port()).of("tea"));

    galopin.proofUntilNow().verify();
  }

  @After
  public void close() {
    galopin.close();
    backend.close();
  }
}
