package io.galopin.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarCopiesTest {

  @TempDir private Path temporary;
  @TempDir private Path plugins;
  private Path jar;

  @BeforeEach
  void write() throws IOException {
    jar = Files.writeString(plugins.resolve("a.jar"), "one");
  }

  @Test
  void aCopyIsNotTouchedWhenTheJarIsOverwritten() throws IOException {
    try (JarCopies copies = new JarCopies(temporary)) {
      JarCopies.Copy first = copies.copy(jar);
      Files.writeString(jar, "two");
      JarCopies.Copy second = copies.copy(jar);

      assertThat(first.path()).hasContent("one");
      assertThat(second.path()).hasContent("two");
      assertThat(second.digest()).isNotEqualTo(first.digest());
      copies.remove(first.path());
      assertThat(first.path()).doesNotExist();
    }
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void onlyTheOwnerCanEnterTheFolder() throws IOException {
    try (JarCopies copies = new JarCopies(temporary)) {
      Path folder = copies.copy(jar).path().getParent();

      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void removesWhatAKilledProcessLeftAndNothingElse() throws IOException {
    Path left = Files.createDirectory(temporary.resolve(JarCopies.PREFIX + "1"));
    Files.writeString(left.resolve("lock"), "");
    Files.writeString(left.resolve("1.jar"), "left");
    Path empty = Files.createDirectory(temporary.resolve(JarCopies.PREFIX + "2"));
    Path other = Files.createDirectory(temporary.resolve(JarCopies.PREFIX + "3"));
    Files.writeString(other.resolve("letter"), "not ours");
    Path linked = Files.createSymbolicLink(temporary.resolve(JarCopies.PREFIX + "4"), plugins);

    try (JarCopies used = new JarCopies(temporary);
        JarCopies again = new JarCopies(temporary)) {
      Path copy = used.copy(jar).path();
      again.copy(jar);

      assertThat(left).doesNotExist();
      assertThat(empty).doesNotExist();
      assertThat(other.resolve("letter")).exists();
      assertThat(linked).exists();
      assertThat(jar).exists();
      assertThat(copy).exists();
    }
  }

  @Test
  void usesJarsWhereTheyAreIfThereCanBeNoCopies() {
    try (JarCopies copies = new JarCopies(temporary.resolve("missing"))) {
      JarCopies.Copy copy = copies.copy(jar);

      assertThat(copy.path()).isEqualTo(jar);
      copies.remove(copy.path());
      assertThat(jar).exists();
    }
  }

  @Test
  void refusesWhatIsNoFile() {
    try (JarCopies copies = new JarCopies(temporary)) {
      assertThatThrownBy(() -> copies.copy(plugins))
          .isInstanceOf(RejectedException.class)
          .hasMessage("not a readable file (expected: a JAR)");
    }
  }
}
