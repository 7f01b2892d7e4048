package io.galopin.engine.match;

import com.google.re2j.Pattern;
import io.galopin.api.Attribute;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A test of a value. Immutable and thread-safe. */
public sealed interface Expectation {

  /** Whether {@code value}, which has the type that this was made for, passes. */
  boolean fits(Object value);

  /** Whether no value can pass both this and {@code other}; false if that is unknown. */
  default boolean excludes(Expectation other) {
    return false;
  }

  /** Returns which exchanges it is about if it is expected of {@code attribute}. */
  default Reach reach(Attribute attribute) {
    return Reach.REQUESTS;
  }

  /** Returns its number of compiled instructions; 0 if it is not compiled. */
  default int steps() {
    return 0;
  }

  /** Any value. */
  record Present() implements Expectation {
    @Override
    public boolean fits(Object value) {
      return true;
    }

    @Override
    public String toString() {
      return "a value";
    }
  }

  /** The value yes. */
  record Yes() implements Expectation {
    @Override
    public boolean fits(Object value) {
      return (Boolean) value;
    }

    @Override
    public Reach reach(Attribute attribute) {
      return attribute.equals(OwnAttributes.OPENING) ? Reach.OPENING : Reach.REQUESTS;
    }

    @Override
    public String toString() {
      return "yes";
    }
  }

  /** A text that a pattern matches. */
  record Like(Glob glob) implements Expectation {
    @Override
    public boolean fits(Object value) {
      return glob.matches((CharSequence) value);
    }

    @Override
    public boolean excludes(Expectation other) {
      // For two patterns with wildcards, this is unknown.
      return other instanceof Like that
          && ((glob.isLiteral() && !that.glob.matches(glob.meant()))
              || (that.glob.isLiteral() && !glob.matches(that.glob.meant())));
    }

    @Override
    public String toString() {
      return glob.toString();
    }
  }

  /** A text that contains a match; in time linear in its length (RE2). */
  record Matching(Pattern pattern) implements Expectation {
    @Override
    public boolean fits(Object value) {
      return pattern.matcher((CharSequence) value).find();
    }

    @Override
    public int steps() {
      return pattern.programSize();
    }

    @Override
    public String toString() {
      return pattern.pattern();
    }
  }

  /** A number in a range, both ends included. */
  record Within(long least, long most) implements Expectation {
    @Override
    public boolean fits(Object value) {
      long number = (Long) value;
      return number >= least && number <= most;
    }

    @Override
    public boolean excludes(Expectation other) {
      return other instanceof Within that && (that.most < least || that.least > most);
    }

    /** A range without a lower end begins with the first request. */
    @Override
    public Reach reach(Attribute attribute) {
      if (!OwnAttributes.isExchange(attribute) || least != 0) {
        return Reach.REQUESTS;
      }
      return most == 0 ? Reach.OPENING : Reach.ALL;
    }

    @Override
    public String toString() {
      return least == most
          ? String.valueOf(least)
          : (least == Long.MIN_VALUE ? "" : least) + ".." + (most == Long.MAX_VALUE ? "" : most);
    }
  }

  /** Bytes that begin with these. */
  final class Beginning implements Expectation {
    private final String written;
    private final byte[] bytes;

    public Beginning(String written, byte[] bytes) {
      this.written = written;
      this.bytes = bytes;
    }

    @Override
    public boolean fits(Object value) {
      byte[] all = (byte[]) value;
      return all.length >= bytes.length
          && Arrays.equals(all, 0, bytes.length, bytes, 0, bytes.length);
    }

    @Override
    public boolean excludes(Expectation other) {
      return other instanceof Beginning that && !fits(that.bytes) && !that.fits(bytes);
    }

    @Override
    public String toString() {
      return written;
    }
  }

  /** An address in a network. */
  record From(Network network) implements Expectation {
    @Override
    public boolean fits(Object value) {
      return network.contains((InetAddress) value);
    }

    @Override
    public String toString() {
      return network.toString();
    }
  }

  /** Any of several expectations. */
  record OneOf(List<Expectation> choices) implements Expectation {
    @Override
    public boolean fits(Object value) {
      for (Expectation choice : choices) {
        if (choice.fits(value)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public boolean excludes(Expectation other) {
      return choices.stream().allMatch(choice -> choice.excludes(other) || other.excludes(choice));
    }

    @Override
    public Reach reach(Attribute attribute) {
      return choices.stream()
          .map(choice -> choice.reach(attribute))
          .reduce(Reach::or)
          .orElse(Reach.REQUESTS);
    }

    @Override
    public String toString() {
      return choices.stream().map(Expectation::toString).collect(Collectors.joining("|"));
    }
  }
}
