package io.galopin.protocol.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which replies say that their request failed. */
class ErrorRepliesTest {

  @Test
  void a4xxIsOneForNowAndA5xxForGood() {
    assertThat(new SmtpReply(250, false).error()).isFalse();
    assertThat(new SmtpReply(354, true).error()).isFalse();
    assertThat(new SmtpReply(450, false).error()).isTrue();
    assertThat(new SmtpReply(550, false).error()).isTrue();
  }
}
