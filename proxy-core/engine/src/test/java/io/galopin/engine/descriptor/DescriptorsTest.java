package io.galopin.engine.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DescriptorsTest {

  /** 16 calls, 4 more that are accepted, 2 for each of 4 names, 16 for files. */
  private static final int KEPT = 44;

  private static int fill(Allotment allotment) {
    int clients = 0;
    while (allotment.take()) {
      clients++;
    }
    return clients;
  }

  @Test
  void someAreKeptFree() {
    Allotment only = new Descriptors(160, () -> 60).listen().orElseThrow();
    assertThat(only.allows()).isTrue();
    // One is the listener's.
    assertThat(fill(only)).isEqualTo((160 - 60 - KEPT - 1) / 2);
    assertThat(only.allows()).isFalse();

    only.give();
    only.give();
    assertThat(fill(only)).isEqualTo(1);
  }

  @Test
  void soAreThoseByWhichEventLoopsAskNameServers() {
    Descriptors descriptors = new Descriptors(180, () -> 60);
    descriptors.keepForLookUps(10);
    assertThat(fill(descriptors.listen().orElseThrow())).isEqualTo((180 - 60 - KEPT - 10 - 1) / 2);
  }

  @Test
  void whereThereAreFewClientsGetHalfOfThem() {
    assertThat(fill(new Descriptors(80, () -> 60).listen().orElseThrow())).isEqualTo(4);
  }

  @Test
  void whatIsKeptFreeIsNotTakenByMoreListeners() {
    Descriptors descriptors = new Descriptors(160, () -> 60);
    int listeners = 0;
    while (descriptors.listen().isPresent()) {
      listeners++;
    }
    assertThat(listeners).isEqualTo(160 - 60 - KEPT + 6);
  }

  @Test
  void aListenerCanBeOpenedWhileClientsHaveAll() {
    Descriptors descriptors = new Descriptors(160, () -> 60);
    fill(descriptors.listen().orElseThrow());
    assertThat(descriptors.listen()).isPresent();
  }

  /** Of 198 for clients and listeners, 49 are for those who have less than their part of them. */
  @Test
  void noListenerTakesWhatOthersHaveNotUsed() {
    Descriptors descriptors = new Descriptors(302, () -> 60);
    List<Allotment> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      all.add(descriptors.listen().orElseThrow());
    }
    int room = 302 - 60 - (18 + 4 + 8 + 16);
    int part = room / 4 / 4;
    assertThat(fill(all.get(0))).isEqualTo((room - 4 - 3 * part) / 2);
    assertThat(fill(all.get(1))).isEqualTo(part / 2);
    assertThat(fill(all.get(2))).isEqualTo(part / 2);

    // What the first gives back is first of all for others.
    all.get(0).give();
    all.get(0).give();
    assertThat(all.get(0).take()).isTrue();
    assertThat(fill(all.get(3))).isEqualTo(part / 2);
    assertThat(all.get(0).take()).isFalse();
  }

  /** A quarter of 116 would be two for each of the others, which is one client. */
  @Test
  void aFewClientsFindAPlaceAtEachListener() {
    Descriptors descriptors = new Descriptors(220, () -> 60);
    List<Allotment> all = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      all.add(descriptors.listen().orElseThrow());
    }
    fill(all.get(0));
    for (Allotment other : all.subList(1, 12)) {
      assertThat(fill(other)).isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void whoeverWaitsIsToldOnce() {
    Allotment only = new Descriptors(160, () -> 60).listen().orElseThrow();
    AtomicInteger told = new AtomicInteger();
    Runnable again = told::incrementAndGet;
    only.take();
    only.whenFree(again);
    only.give();
    only.give();
    assertThat(told).hasValue(1);

    only.take();
    only.whenFree(again);
    only.forget(again);
    only.give();
    assertThat(told).hasValue(1);
  }

  @Test
  void aClientHasTwoUntilNeitherSocketIsOpenOrStillToCome() {
    Allotment only = new Descriptors(160, () -> 60).listen().orElseThrow();
    EmbeddedChannel client = new EmbeddedChannel();
    only.accepted();
    only.take();
    Berth berth = new Berth(only, client, 1);
    assertThat(only.taken()).isEqualTo(2);

    berth.served();
    client.close();
    assertThat(only.taken()).isEqualTo(1);
    berth.over();
    assertThat(only.taken()).isZero();
  }

  @Test
  void aClientThatIsClosedBeforeItIsServedGivesBothBack() {
    Allotment only = new Descriptors(160, () -> 60).listen().orElseThrow();
    EmbeddedChannel client = new EmbeddedChannel();
    only.accepted();
    only.take();
    new Berth(only, client, 1);
    client.close();
    assertThat(only.taken()).isZero();
  }

  @Test
  void aListenerThatIsClosedGivesItsOwnBackOnce() {
    Descriptors descriptors = new Descriptors(160, () -> 60);
    Allotment stays = descriptors.listen().orElseThrow();
    for (int i = 0; i < 2; i++) {
      Allotment other = descriptors.listen().orElseThrow();
      other.end();
      other.end();
    }
    assertThat(fill(stays)).isEqualTo((160 - 60 - KEPT - 1) / 2);
  }

  /** Of 120, half are free at first, and half of those are kept. */
  @Test
  void whatOthersUseIsCountedAgainWithoutTheSocketsThatAreOpenHere() {
    VirtualDescriptors descriptors = new VirtualDescriptors(120, 60);
    Allotment only = descriptors.all.listen().orElseThrow();
    EmbeddedChannel gone = new EmbeddedChannel();
    only.accepted();
    only.take();
    new Berth(only, gone, 1);
    gone.close();
    for (int i = 0; i < 10; i++) {
      only.accepted();
    }
    descriptors.inUse.set(76);

    AtomicInteger told = new AtomicInteger();
    only.whenFree(told::incrementAndGet);
    only.allows();
    assertThat(told).hasValue(0);
    descriptors.advance();
    assertThat(only.allows()).isTrue();
    assertThat(told).hasValue(1);

    assertThat(fill(only)).isEqualTo((120 - (76 - 10) - 30 - 1) / 2);
  }
}
