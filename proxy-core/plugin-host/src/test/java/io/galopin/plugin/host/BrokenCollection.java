package io.galopin.plugin.host;

import io.galopin.testkit.ThirdPartyJar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * Builds many JARs in one run of the compiler. Each has its own class in the package third.party,
 * and {@link Deeds}.
 */
final class BrokenCollection {

  /** What a JAR contains besides its class, or instead of parts of it. */
  static final class Form {
    private final String source;
    private final Manifest manifest = new Manifest();
    private final Map<String, byte[]> entries = new TreeMap<>();

    private Form(int number, String source) {
      this.source = source;
      manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
      with("Plugin-Id", "id" + number).with("Plugin-Version", "1.0.0");
      index("third.party.C" + number);
    }

    Form with(String attribute, String value) {
      manifest.getMainAttributes().putValue(attribute, value);
      return this;
    }

    Form entry(String name, byte[] content) {
      entries.put(name, content);
      return this;
    }

    Form index(String text) {
      return entry("META-INF/extensions.idx", text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private final Map<String, Form> forms = new LinkedHashMap<>();

  /** Returns the name of the next JAR's class. */
  String nextClass() {
    return "C" + forms.size();
  }

  /** Adds a JAR whose class is a behavior with these members and those that it must have. */
  Form behavior(String name, String members) {
    return behavior(name, "c" + forms.size(), "\"does nothing\"", members);
  }

  /** Adds the same with another name and description of the behavior. */
  Form behavior(String name, String itsName, String description, String members) {
    return source(
        name,
        """
        package third.party;
        import io.galopin.api.*;
        import java.util.*;
        public class %1$s implements BehaviorFactory {
          @Override public String name() { return "%2$s"; }
          @Override public String description() { return %3$s; }
          @Override public Behavior create(Options options) { return new Behavior() {}; }
          %4$s
        }
        """
            .formatted(nextClass(), itsName, description, members));
  }

  /** Adds a JAR whose class has this source. */
  Form source(String name, String text) {
    Form form = new Form(forms.size(), text);
    forms.put(name, form);
    return form;
  }

  /** Writes all JARs, each as {@code NAME.jar}. */
  void writeTo(Path folder, Path work) throws IOException {
    ThirdPartyJar all = new ThirdPartyJar("all").source(Deeds.CLASS, Deeds.SOURCE);
    int number = 0;
    for (Form form : forms.values()) {
      all.source("third.party.C" + number++, form.source);
    }
    all.writeTo(work.resolve("all.jar"));
    Path classes = work.resolve("all.jar.build/classes/third/party");
    number = 0;
    for (Map.Entry<String, Form> form : forms.entrySet()) {
      write(
          folder.resolve(form.getKey() + ".jar"),
          form.getValue(),
          classesOf("C" + number++, classes));
    }
  }

  private static List<Path> classesOf(String name, Path classes) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all = Files.list(classes)) {
      for (Path file : (Iterable<Path>) all::iterator) {
        String top = file.getFileName().toString().replaceFirst("(\\$.*)?\\.class$", "");
        if (top.equals(name) || top.equals("Deeds")) {
          found.add(file);
        }
      }
    }
    return found;
  }

  private static void write(Path jar, Form form, List<Path> classes) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), form.manifest)) {
      for (Path file : classes) {
        form.entries.putIfAbsent("third/party/" + file.getFileName(), Files.readAllBytes(file));
      }
      for (Map.Entry<String, byte[]> entry : form.entries.entrySet()) {
        out.putNextEntry(new JarEntry(entry.getKey()));
        out.write(entry.getValue());
      }
    }
  }
}
