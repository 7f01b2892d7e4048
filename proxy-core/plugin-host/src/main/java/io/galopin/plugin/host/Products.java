package io.galopin.plugin.host;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The objects that the plugins of one JAR have made, as long as they exist. Thread-safe. */
final class Products {

  private final ReferenceQueue<Object> gone = new ReferenceQueue<>();
  private final Set<WeakReference<Object>> made = ConcurrentHashMap.newKeySet();

  /** A reference to one of them, equal to others to the same object. */
  private static final class Product extends WeakReference<Object> {

    private final int hash;

    Product(Object made, ReferenceQueue<Object> gone) {
      super(made, gone);
      this.hash = System.identityHashCode(made);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || (other instanceof Product that && get() != null && get() == that.get());
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  void add(Object product) {
    for (Object old = gone.poll(); old != null; old = gone.poll()) {
      made.remove(old);
    }
    made.add(new Product(product, gone));
  }

  /** Whether this object is one of them. */
  boolean has(Object object) {
    return made.contains(new Product(object, new ReferenceQueue<>()));
  }
}
