package io.galopin.unsound;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.trouble.PluginFailure;
import org.junit.jupiter.api.Test;

/** A plugin's own throwable, which does not tell where it came from. */
class MuteThrowableTest {

  private static final class Mute extends Error {
    private static final long serialVersionUID = 1;

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new IllegalStateException("mute");
    }

    @Override
    public String getMessage() {
      throw new IllegalStateException("mute");
    }
  }

  @Test
  void isNotTakenForTheProxysOwn() {
    PluginFailure failure = PluginFailure.of(new Mute(), "web");
    assertThat(failure.isOwn()).isFalse();
    assertThat(failure).hasMessage("protocol web failed in its code: " + Mute.class.getName());
  }

  @Test
  void whatThePlatformThrowsWithoutAPluginIsTheProxysOwn() {
    Throwable own = new IllegalStateException();
    own.setStackTrace(new StackTraceElement[0]);
    assertThat(PluginFailure.of(own, "web").isOwn()).isTrue();
  }
}
