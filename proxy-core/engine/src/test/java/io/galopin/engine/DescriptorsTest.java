package io.galopin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DescriptorsTest {

  /** Of 160, 60 are open before any client comes; 32 are kept free, and each client takes two. */
  @Test
  void someAreKeptFree() {
    Descriptors descriptors = new Descriptors(160, () -> 60);
    List<EmbeddedChannel> clients = new ArrayList<>();
    while (descriptors.allowClient()) {
      clients.add(new EmbeddedChannel());
      descriptors.add(clients.get(clients.size() - 1));
    }
    assertThat(clients).hasSize(34);
    assertThat(descriptors.areShort()).isFalse();

    clients.get(0).close();
    assertThat(descriptors.allowClient()).isTrue();
    clients.forEach(EmbeddedChannel::close);
  }

  @Test
  void whereThereAreFewClientsGetHalfOfThem() {
    Descriptors descriptors = new Descriptors(80, () -> 60);
    assertThat(descriptors.allowClient()).isTrue();
    for (int i = 0; i < 8; i++) {
      descriptors.add(new EmbeddedChannel());
    }
    assertThat(descriptors.allowClient()).isFalse();
    assertThat(descriptors.areShort()).isTrue();
  }
}
