package io.galopin.testkit;

import io.galopin.api.PluginFactory;
import io.netty.buffer.ByteBuf;
import io.netty.util.ReferenceCounted;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.pf4j.ExtensionPoint;
import org.pf4j.processor.ExtensionAnnotationProcessor;

/**
 * Builds a plugin's JAR as a third party would: from source, against only the api module. Used by
 * one thread, in a test.
 */
public final class ThirdPartyJar {

  private final Manifest manifest = new Manifest();
  private final Map<String, String> sources = new TreeMap<>();
  private final Map<String, byte[]> entries = new TreeMap<>();
  private final List<String> absent = new ArrayList<>();
  private boolean forNewerJava;

  /** Starts an empty plugin with this Plugin-Id and version 0.1.0. */
  public ThirdPartyJar(String id) {
    manifest(Attributes.Name.MANIFEST_VERSION.toString(), "1.0");
    manifest("Plugin-Id", id);
    manifest("Plugin-Version", "0.1.0");
  }

  /** Sets an attribute of the manifest. */
  public ThirdPartyJar manifest(String name, String value) {
    manifest.getMainAttributes().putValue(name, value);
    return this;
  }

  /**
   * Adds a class.
   *
   * @param className the name with its package
   * @param text the complete source file
   */
  public ThirdPartyJar source(String className, String text) {
    sources.put(className.replace('.', '/') + ".java", text);
    return this;
  }

  /** Adds a behavior in the package third.party that does nothing. */
  public ThirdPartyJar behavior(String className, String name) {
    return behavior(className, name, "");
  }

  /**
   * Adds a behavior in the package third.party.
   *
   * @param members further members of its class, as source code
   */
  public ThirdPartyJar behavior(String className, String name, String members) {
    return source(
        "third.party." + className,
        """
        package third.party;
        import io.galopin.api.*;
        import java.util.List;
        import org.pf4j.Extension;
        @Extension
        public class %s implements BehaviorFactory {
          @Override public String name() { return "%s"; }
          @Override public String description() { return "does nothing"; }
          @Override public Behavior create(Options options) { return new Behavior() {}; }
          %s
        }
        """
            .formatted(className, name, members));
  }

  /** Adds a file unchanged. */
  public ThirdPartyJar entry(String path, byte[] content) {
    entries.put(path, content);
    return this;
  }

  /** Leaves out a file that the build creates. */
  public ThirdPartyJar without(String path) {
    absent.add(path);
    return this;
  }

  /** Marks the classes as compiled for a future version of Java. */
  public ThirdPartyJar forNewerJava() {
    forNewerJava = true;
    return this;
  }

  /**
   * Builds the JAR.
   *
   * @param jar the file to write; the build creates a folder beside it
   * @return {@code jar}
   */
  public Path writeTo(Path jar) {
    try {
      Path classes = compile(jar.resolveSibling(jar.getFileName() + ".build"));
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
          Stream<Path> compiled = Files.walk(classes)) {
        for (Path file : compiled.filter(Files::isRegularFile).sorted().toList()) {
          String name = classes.relativize(file).toString().replace(File.separatorChar, '/');
          if (!absent.contains(name)) {
            write(out, name, content(file));
          }
        }
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
          write(out, entry.getKey(), entry.getValue());
        }
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] content(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    if (forNewerJava && file.toString().endsWith(".class")) {
      content[7] = (byte) 0xFF; // the low byte of the major version
    }
    return content;
  }

  private static void write(JarOutputStream out, String name, byte[] content) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(content);
    out.closeEntry();
  }

  private Path compile(Path folder) throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = folder.resolve(source.getKey());
      Files.createDirectories(file.getParent());
      files.add(Files.writeString(file, source.getValue()));
    }
    if (files.isEmpty()) {
      return classes;
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              messages,
              manager,
              null,
              List.of("-d", classes.toString(), "-classpath", apiClassPath()),
              null,
              manager.getJavaFileObjectsFromPaths(files));
      task.setProcessors(List.of(new ExtensionAnnotationProcessor()));
      if (!task.call()) {
        throw new AssertionError(messages);
      }
    }
    return classes;
  }

  private static String apiClassPath() {
    return Stream.of(
            PluginFactory.class,
            ExtensionPoint.class,
            ByteBuf.class,
            ReferenceCounted.class,
            NullMarked.class)
        .map(ThirdPartyJar::origin)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String origin(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
