package io.galopin.embed;

import io.galopin.client.Proxy;
import java.lang.management.ManagementFactory;

/** A program that prints how many classes its first HTTP exchange has loaded. */
final class FirstExchange {

  private FirstExchange() {}

  public static void main(String[] arguments) {
    try (Web web = new Web();
        Galopin galopin = Galopin.start(42)) {
      // Classes for the client and the backend do not count.
      Proxy direct = galopin.proxy("direct", web.address()).start();
      Web.get(direct, "/");
      Proxy proxy = galopin.proxy("web", web.address()).protocol("http").start();
      long before = loaded();
      Web.get(proxy, "/");
      System.out.println("classes=" + (loaded() - before) + " journal=" + galopin.journal().size());
    }
    System.exit(0);
  }

  private static long loaded() {
    return ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
  }
}
