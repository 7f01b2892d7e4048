package io.galopin.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.testbed.VirtualTime;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorChooserFactory.EventExecutorChooser;
import org.junit.jupiter.api.Test;

class LiveLoopsTest {

  private final LiveLoops loops = new LiveLoops();
  private final EventExecutor[] all = {
    new VirtualTime().loop(), new VirtualTime().loop(), new VirtualTime().loop()
  };
  private final EventExecutorChooser chooser = loops.newChooser(all);

  private void isSlow(int loop) {
    loops.pulse(all[loop]).state(true, false);
  }

  private EventExecutor[] next(int count) {
    EventExecutor[] chosen = new EventExecutor[count];
    for (int i = 0; i < count; i++) {
      chosen[i] = chooser.next();
    }
    return chosen;
  }

  @Test
  void eachHasItsTurn() {
    assertThat(next(4)).containsExactly(all[0], all[1], all[2], all[0]);
  }

  @Test
  void oneThatIsStalledIsSkipped() {
    isSlow(1);
    assertThat(next(3)).containsExactly(all[0], all[2], all[2]);
    isSlow(2);
    assertThat(next(3)).containsExactly(all[0], all[0], all[0]);
  }

  @Test
  void whereAllAreStalledEachHasItsTurnAgain() {
    isSlow(0);
    isSlow(1);
    isSlow(2);
    assertThat(next(3)).containsExactly(all[0], all[1], all[2]);
  }

  @Test
  void hasAVigilForEachLoop() {
    assertThat(loops.vigils()).hasSize(3);
    assertThat(loops.anyHung()).isFalse();
    isSlow(0);
    assertThat(loops.anyHung()).isFalse();
    loops.pulse(all[0]).state(true, true);
    assertThat(loops.anyHung()).isTrue();
  }

  @Test
  void knowsNoLoopOfOthers() {
    assertThatThrownBy(() -> loops.pulse(new VirtualTime().loop()))
        .hasMessage("an event loop of another group");
  }
}
