package io.galopin.protocol.postgres;

import static io.galopin.protocol.postgres.Messages.LOGGED_IN;
import static io.galopin.protocol.postgres.Messages.STARTUP;
import static io.galopin.protocol.postgres.Messages.int16;
import static io.galopin.protocol.postgres.Messages.message;
import static io.galopin.protocol.postgres.Messages.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Failure;
import io.galopin.api.Noticing;
import io.galopin.api.Options;
import io.galopin.api.Rendering;
import io.galopin.testkit.TestConnection;
import io.galopin.testkit.TestSession;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.ReferenceCountUtil;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a client gets that has not asked. */
class NoticesTest {

  private static final PostgresProtocolFactory POSTGRES = new PostgresProtocolFactory();

  private static boolean said(TestSession session) {
    Failure notice =
        new Failure(
            "admin-shutdown", Options.of(POSTGRES.noticeOptions(), Map.<String, Object>of()));
    Rendering rendering =
        session
            .session(Noticing.class)
            .notice(notice, new TestConnection(1).exchange(1), UnpooledByteBufAllocator.DEFAULT);
    ReferenceCountUtil.release(rendering == null ? null : rendering.bytes());
    return rendering != null;
  }

  @Test
  void areNotSentWhenTheServerReplicates() {
    try (TestSession session = TestSession.of(POSTGRES).client(STARTUP).backend(LOGGED_IN)) {
      session.client(query("START_REPLICATION 0/0"));
      assertThat(said(session)).isTrue();
      session.backend(message('W', "\0" + int16(0)));
      assertThat(said(session)).isFalse();
    }
  }
}
