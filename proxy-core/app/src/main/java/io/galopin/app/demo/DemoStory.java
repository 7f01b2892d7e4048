package io.galopin.app.demo;

import io.galopin.app.console.Console;
import io.galopin.app.console.Style;
import io.galopin.engine.socket.Address;
import java.io.PrintStream;
import java.util.List;

/** What the demo says before and after its requests. */
final class DemoStory {

  private final PrintStream out;
  private final Style style;
  private final int requests;
  private final long seed;
  private final String mix;
  private final String sleep;

  /**
   * @param mix the behavior of the proxy, as a user would type it
   * @param sleep the delay in seconds, as a user would type it
   */
  DemoStory(Console console, int requests, long seed, String mix, String sleep) {
    this.out = console.out();
    this.style = console.style();
    this.requests = requests;
    this.seed = seed;
    this.mix = mix;
    this.sleep = sleep;
  }

  void begin(Address proxy, Address backend) {
    String arrow = "  " + style.arrow() + "  ";
    out.println();
    out.println("  client" + arrow + style.bold("galopin " + proxy) + arrow + "backend " + backend);
    out.println(
        "                     " + style.yellow(mix) + ", sleep " + sleep + " s, seed " + seed);
    out.println();
    out.println(
        "  "
            + requests
            + " requests, one after the other: "
            + style.green(style.dot())
            + " passed  "
            + style.yellow(style.mark())
            + " touched");
    out.println();
  }

  void end(List<Sample> samples) {
    long touched = samples.stream().filter(Sample::touched).count();
    out.println();
    out.println(
        "  "
            + style.bold(touched + " of " + samples.size() + " were touched")
            + ", says the journal.");
    out.println("  " + mix + " means about 20 in 100: each request has its own draw.");
    out.println();
    new LatencyPicture(samples, style).lines().forEach(out::println);
    out.println();
    out.println("  To see the same requests touched again:");
    out.println(style.cyan("    ./galopin demo --seed " + seed));
    out.println();
    out.println("  To do the same to your own backend, and then call localhost:8000 instead:");
    out.println(
        style.cyan("    ./galopin --protocol http --proxy localhost:8000 --backend HOST:PORT \\"));
    out.println(
        style.cyan(
            "        --behavior " + mix + " --behavior-delay-sleep " + sleep + " --seed " + seed));
    out.println();
  }

  void stay(Address proxy) {
    out.println("  The proxy stays up until Ctrl-C. Try it a few times:");
    out.println(style.cyan("    curl -w '%{time_total} s\\n' http://" + proxy + "/"));
    out.println();
  }
}
