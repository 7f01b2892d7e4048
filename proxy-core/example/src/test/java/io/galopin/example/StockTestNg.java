package io.galopin.example;

import static org.testng.Assert.assertEquals;

import io.galopin.client.Proxy;
import io.galopin.embed.Galopin;
import java.util.List;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** A test with TestNG. */
public class StockTestNg {

  private final Warehouse backend = new Warehouse();
  private Galopin galopin;
  private Proxy warehouse;

  @BeforeMethod
  public void open() {
    galopin = Galopin.start();
    warehouse = galopin.proxy("warehouse", backend.address()).protocol("http").start();
  }

  @Test
  public void asksAgain() throws Exception {
    warehouse.setRules(List.of("first 2 error"));

    assertEquals(new Stock(warehouse.host(), warehouse.port()).of("tea"), 7);

    galopin.proofUntilNow().verify();
  }

  @AfterMethod(alwaysRun = true)
  public void close() {
    galopin.close();
  }
}
