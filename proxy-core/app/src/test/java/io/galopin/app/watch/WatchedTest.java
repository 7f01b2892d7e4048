package io.galopin.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.config.form.Includes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedTest {

  @TempDir private Path folder;
  private int changes;

  private Watched watched(Path file) {
    Watched watched = new Watched(file, () -> Includes.of(file), () -> changes++);
    looked(watched, 2);
    assertThat(changes).isEqualTo(1);
    changes = 0;
    return watched;
  }

  private int looked(Watched watched, int times) {
    for (int i = 0; i < times; i++) {
      watched.look();
    }
    return changes;
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void waitsUntilAFileIsWrittenWhole() throws IOException {
    Watched watched = watched(write("a.conf", "a = 1"));
    assertThat(looked(watched, 3)).isZero();

    for (String part : new String[] {"", "a =", "a = 22"}) {
      write("a.conf", part);
      assertThat(looked(watched, 1)).isZero();
    }

    assertThat(looked(watched, 1)).isEqualTo(1);
    assertThat(looked(watched, 3)).isEqualTo(1);
  }

  @Test
  void followsAnEditorThatRenames() throws IOException {
    Path file = write("a.conf", "a = 1");
    Watched watched = watched(file);

    Files.move(file, folder.resolve("a.conf~"));
    assertThat(looked(watched, 4)).isZero();
    Files.move(write("a.tmp", "a = 2"), file);
    assertThat(looked(watched, 2)).isEqualTo(1);
  }

  /** As Kubernetes updates a ConfigMap: the file is a link into a folder that is a link. */
  @Test
  void followsLinksThatAreReplaced() throws IOException {
    for (String version : new String[] {"v1", "v2"}) {
      Files.createDirectory(folder.resolve(version));
      Path file = Files.writeString(folder.resolve(version).resolve("a.conf"), "a = 1");
      Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1_000));
    }
    Path data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("v1"));
    Path file = Files.createSymbolicLink(folder.resolve("a.conf"), Path.of("..data/a.conf"));
    Watched watched = watched(file);

    Path next = Files.createSymbolicLink(folder.resolve("..next"), Path.of("v2"));
    Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);

    assertThat(looked(watched, 2)).isEqualTo(1);
  }

  @Test
  void looksAtIncludes() throws IOException {
    Watched watched =
        watched(
            write(
                "a.conf",
                "include \"b.conf\"\ninclude \"later\"\ninclude file(\""
                    + write("c.conf", "")
                    + "\")"));

    write("b.conf", "include \"d\"");
    assertThat(looked(watched, 2)).isEqualTo(1);
    write("c.conf", "c = 1");
    assertThat(looked(watched, 2)).isEqualTo(2);
    write("later.json", "{}");
    assertThat(looked(watched, 2)).isEqualTo(3);
    write("d.conf", "d = 1");
    assertThat(looked(watched, 2)).isEqualTo(4);
    assertThat(looked(watched, 3)).isEqualTo(4);
  }

  @Test
  void looksIntoFolders() throws IOException {
    Watched watched = new Watched(folder, () -> Set.of(folder), () -> changes++);
    assertThat(looked(watched, 3)).isEqualTo(1);

    write("a.jar", "a");
    assertThat(looked(watched, 3)).isEqualTo(2);
    write("a.jar", "other");
    assertThat(looked(watched, 3)).isEqualTo(3);
    Files.delete(folder.resolve("a.jar"));
    assertThat(looked(watched, 3)).isEqualTo(4);
  }
}
