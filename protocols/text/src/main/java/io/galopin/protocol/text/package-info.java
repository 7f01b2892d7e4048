/**
 * What protocols made of text write again and again: where a line ends, bytes that are words and
 * numbers, how they are shown to people, and that they are refused. Plugins may use it; like the
 * API, it is experimental until 1.0.
 *
 * <p>Indices are those of a buffer, as {@code ByteBuf.getByte} takes them, from the first byte to
 * behind the last. Nothing here moves a buffer's reader index, keeps a buffer, or copies bytes.
 */
@NullMarked
package io.galopin.protocol.text;

import org.jspecify.annotations.NullMarked;
