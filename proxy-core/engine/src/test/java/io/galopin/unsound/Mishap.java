package io.galopin.unsound;

import java.io.IOException;

/** Kinds of things that plugins throw. */
public enum Mishap {
  RUNTIME_EXCEPTION {
    @Override
    public void strike() {
      throw new IllegalStateException("a mishap, for the test");
    }
  },
  NO_CLASS_DEF_FOUND {
    @Override
    public void strike() {
      throw new NoClassDefFoundError("a mishap, for the test");
    }
  },
  ASSERTION {
    @Override
    public void strike() {
      throw new AssertionError("a mishap, for the test");
    }
  },
  STACK_OVERFLOW {
    @Override
    @SuppressWarnings("InfiniteRecursion")
    public void strike() {
      strike();
    }
  },
  OUT_OF_MEMORY {
    @Override
    public void strike() {
      throw new OutOfMemoryError("a mishap, for the test");
    }
  },
  THREAD_DEATH {
    @Override
    @SuppressWarnings({"deprecation", "removal"}) // it may be thrown as long as it is there
    public void strike() {
      throw new ThreadDeath();
    }
  },
  SNEAKY {
    @Override
    public void strike() {
      sneak(new IOException("a mishap, for the test"));
    }
  },
  WITHOUT_WORDS {
    @Override
    public void strike() {
      throw new Wordless();
    }
  };

  /** Throws it. */
  public abstract void strike();

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }

  private static final class Wordless extends Error {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException("a mishap within, for the test");
    }
  }
}
