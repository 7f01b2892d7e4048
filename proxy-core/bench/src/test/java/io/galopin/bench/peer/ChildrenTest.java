package io.galopin.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChildrenTest {

  @Test
  void endsAlsoWhatAChildHasStarted() throws Exception {
    Process shell =
        Children.start(new ProcessBuilder("sh", "-c", "sleep 600 & echo started; wait"));
    assertThat(shell.inputReader().readLine()).isEqualTo("started");
    List<ProcessHandle> grandchildren = shell.descendants().toList();
    assertThat(grandchildren).isNotEmpty();

    Children.end(shell);

    assertThat(shell.isAlive()).isFalse();
    assertThat(grandchildren).noneMatch(ProcessHandle::isAlive);
  }
}
