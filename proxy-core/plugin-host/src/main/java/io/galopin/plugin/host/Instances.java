package io.galopin.plugin.host;

import java.lang.reflect.InvocationTargetException;

/** Creates objects of plugin classes. If that fails, says why in a sentence. */
final class Instances {

  private static final int MOST_TOLD = 300;

  private Instances() {}

  /**
   * Loads a class without running any of its code.
   *
   * @throws RejectedException if that cannot be done
   */
  static Class<?> load(String className, ClassLoader loader) {
    try {
      return Class.forName(className, false, loader);
    } catch (ClassNotFoundException e) {
      throw new RejectedException("no such class", e);
    } catch (Throwable e) {
      throw rejection("cannot be loaded", e);
    }
  }

  /**
   * Calls the public constructor without arguments.
   *
   * @throws RejectedException if there is none, or it throws
   */
  static <T> T create(Class<? extends T> type) {
    try {
      return type.getConstructor().newInstance();
    } catch (InvocationTargetException e) {
      throw rejection("its constructor throws", e.getCause() == null ? e : e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new RejectedException(
          "cannot be created (expected: a public class with a public constructor without"
              + " arguments)",
          e);
    } catch (Throwable e) {
      throw rejection("cannot be initialized", e);
    }
  }

  /** Returns a sentence about what the code of a plugin threw. */
  static RejectedException rejection(String what, Throwable thrown) {
    if (thrown instanceof UnsupportedClassVersionError) {
      return new RejectedException(
          "compiled for a newer version of Java (expected: "
              + Runtime.version().feature()
              + " or older)",
          thrown);
    }
    if (thrown instanceof NoClassDefFoundError
        && thrown.getCause() instanceof ClassNotFoundException) {
      return new RejectedException(
          "needs "
              + OneLine.of(String.valueOf(thrown.getCause().getMessage()), MOST_TOLD)
              + ", which was not found",
          thrown);
    }
    Throwable told =
        thrown instanceof ExceptionInInitializerError && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    return new RejectedException(what + ": " + told(told), thrown);
  }

  /**
   * Returns what was thrown as text. If that throws as well, returns only the name of the class.
   */
  static String told(Throwable thrown) {
    try {
      return OneLine.of(String.valueOf(thrown), MOST_TOLD);
    } catch (Throwable worse) {
      return thrown.getClass().getName();
    }
  }
}
