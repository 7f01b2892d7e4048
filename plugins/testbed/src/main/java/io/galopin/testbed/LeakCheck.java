package io.galopin.testbed;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test run that leaks buffers. JUnit's automatic detection finds it if the test kit is on
 * the test's class path. Needs {@code -Dio.netty.leakDetection.level=paranoid}, which tracks every
 * buffer. At the end of the run, it makes the garbage collector find buffers that were dropped
 * without a release.
 */
public final class LeakCheck implements BeforeAllCallback {

  private static final List<String> LEAKS = new CopyOnWriteArrayList<>();

  static {
    ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new RecordingFactory());
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(LeakCheck.class))
        .computeIfAbsent(AtTheEnd.class, key -> new AtTheEnd(), AtTheEnd.class);
  }

  private static final class AtTheEnd implements AutoCloseable {
    @Override
    public void close() {
      for (int i = 0; i < 5 && LEAKS.isEmpty(); i++) {
        System.gc();
        // Netty reports leaks when it creates the next tracked buffer.
        UnpooledByteBufAllocator.DEFAULT.directBuffer(1).release();
      }
      if (!LEAKS.isEmpty()) {
        throw new AssertionError(LEAKS.size() + " buffers were not released. " + LEAKS.get(0));
      }
    }
  }

  private static final class RecordingFactory extends ResourceLeakDetectorFactory {
    @Override
    @SuppressWarnings("deprecation") // Netty's factory still declares it abstract
    public <T> ResourceLeakDetector<T> newResourceLeakDetector(
        Class<T> resource, int samplingInterval, long maxActive) {
      return newResourceLeakDetector(resource, samplingInterval);
    }

    @Override
    public <T> ResourceLeakDetector<T> newResourceLeakDetector(
        Class<T> resource, int samplingInterval) {
      return new Recording<>(resource, samplingInterval);
    }
  }

  private static final class Recording<T> extends ResourceLeakDetector<T> {
    Recording(Class<T> resource, int samplingInterval) {
      super(resource, samplingInterval);
    }

    @Override
    protected void reportTracedLeak(String resourceType, String records) {
      super.reportTracedLeak(resourceType, records);
      LEAKS.add(resourceType + records);
    }

    @Override
    protected void reportUntracedLeak(String resourceType) {
      super.reportUntracedLeak(resourceType);
      LEAKS.add(resourceType);
    }
  }
}
