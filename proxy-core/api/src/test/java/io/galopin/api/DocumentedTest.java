package io.galopin.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that a plugin can see says what it is. */
class DocumentedTest {

  @TempDir private Path classes;

  @Test
  void hasNothingWithoutAComment() throws IOException {
    assertThat(complaints(sources())).noneMatch(text -> text.contains("no comment"));
  }

  @Test
  void wouldTellOfAMethodWithoutAComment() throws IOException {
    Path bare =
        Files.writeString(
            classes.resolve("Bare.java"), "/** A. */ public interface Bare { void a(); }");

    assertThat(complaints(List.of(bare))).anyMatch(text -> text.contains("no comment"));
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/java/io/galopin/api"))) {
      return files.toList();
    }
  }

  private List<String> complaints(List<Path> sources) throws IOException {
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(said, Locale.ROOT, null)) {
      List<String> options =
          List.of(
              "-d",
              classes.toString(),
              "-proc:none",
              "-Xmaxwarns",
              "10000",
              "-Xdoclint:missing/protected",
              "-classpath",
              System.getProperty("java.class.path"));
      Iterable<? extends JavaFileObject> units = files.getJavaFileObjectsFromPaths(sources);
      assertThat(compiler.getTask(null, files, said, options, null, units).call()).isTrue();
    }
    return said.getDiagnostics().stream().map(DocumentedTest::text).toList();
  }

  private static String text(Diagnostic<? extends JavaFileObject> diagnostic) {
    return diagnostic.getSource()
        + ":"
        + diagnostic.getLineNumber()
        + " "
        + diagnostic.getMessage(Locale.ROOT);
  }
}
