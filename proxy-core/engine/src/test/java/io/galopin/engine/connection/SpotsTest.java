package io.galopin.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.exchange.GuardedSession;
import io.galopin.engine.socket.Side;
import io.galopin.engine.toxic.GuardedStage;
import io.galopin.engine.trouble.Spot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stacks begin with the newest call, as those of the JVM do. */
class SpotsTest {

  private static final String PLUGIN = "com.example.Plugin";
  private static final StackTraceElement LOOP = call("io.netty.channel.EventLoop", "run");
  private static final StackTraceElement SIDE = call(Side.class.getName(), "channelRead");
  private static final StackTraceElement SLEEP = call("java.lang.Thread", "sleep");

  private static StackTraceElement call(String type, String method) {
    return new StackTraceElement(type, method, null, -1);
  }

  private static @Nullable Spot find(StackTraceElement... stack) {
    return Spots.find(stack);
  }

  @Test
  void thereIsNoneWithoutAPluginAboveTheEngine() {
    assertThat(find()).isNull();
    assertThat(find(SLEEP, SIDE, LOOP)).isNull();
    assertThat(find(SLEEP, call(PLUGIN, "run"), LOOP)).isNull();
  }

  /** What a plugin calls inside of the hook says less than the hook. */
  @ParameterizedTest
  @ValueSource(classes = {GuardedSession.class, GuardedStage.class})
  void theHookIsTheOneThatAGuardCalled(Class<?> guard) {
    assertThat(find(SLEEP, call(PLUGIN, "parse"), call(guard.getName(), "cutReply"), SIDE, LOOP))
        .isEqualTo(new Spot("cutReply", guard.getName(), PLUGIN));
  }

  @Test
  void otherwiseItIsTheFirstMethodOfThePlugin() {
    assertThat(find(call(PLUGIN, "inner"), call(PLUGIN, "label"), SIDE, LOOP))
        .isEqualTo(new Spot("label", Side.class.getName(), PLUGIN));
  }

  @Test
  void codeOfThePlatformBetweenTheTwoIsPassedOver() {
    assertThat(find(call(PLUGIN, "accept"), call("java.util.ArrayList", "forEach"), SIDE, LOOP))
        .isEqualTo(new Spot("accept", Side.class.getName(), PLUGIN));
  }

  @Test
  void theOldestOfSeveralIsTheOne() {
    String guard = GuardedStage.class.getName();
    assertThat(
            find(
                call("com.example.Other", "deep"),
                SIDE,
                call(PLUGIN, "onBytes"),
                call(guard, "onBytes"),
                LOOP))
        .isEqualTo(new Spot("onBytes", guard, PLUGIN));
  }
}
