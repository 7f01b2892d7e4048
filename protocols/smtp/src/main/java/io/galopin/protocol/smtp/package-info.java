/**
 * Protocol {@code smtp}: mail between clients and servers, with PIPELINING, CHUNKING, AUTH and
 * STARTTLS. Messages are watched. Only the reply to EHLO is changed, if the user hides extensions.
 *
 * <p>The scanners only find where commands, bodies and replies begin and end. The engine forwards
 * the bytes as they came, and bodies stream past. What servers could cut differently (a bare LF at
 * the end of a command, a dot on a line of its own between other line ends than CR LF) is
 * {@linkplain io.galopin.protocol.smtp.Flaw refused}.
 *
 * <p>Sources: RFC 5321, 2034 (enhanced status codes), 2920 (pipelining), 3030 (BDAT), 3207
 * (STARTTLS), 4954 (AUTH).
 *
 * <p>Not covered: LMTP, whose DATA has one reply for each recipient, and the content of mails.
 */
@NullMarked
package io.galopin.protocol.smtp;

import org.jspecify.annotations.NullMarked;
