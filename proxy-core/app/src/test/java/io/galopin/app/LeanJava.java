package io.galopin.app;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Starts processes of the classes of this test in half of the usual time: one of them leaves an
 * archive of its classes behind, which the next ones map. An archive needs JARs, so folders of the
 * class path become JARs first. Where there can be no archive, processes are only slower.
 */
public final class LeanJava {

  /** The code of a short life is compiled less. */
  private static final List<String> FLAGS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:Tier3InvocationThreshold=2000",
          "-XX:+UseSerialGC",
          "-Xmn32m",
          "-Xmx96m");

  private final Path folder;
  private final String classPath;

  /**
   * @param folder for JARs and archives; to be kept until all processes have ended
   */
  public LeanJava(Path folder) throws IOException {
    this.folder = folder;
    List<String> parts = new ArrayList<>();
    for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(part);
      parts.add(Files.isDirectory(path) ? jar(path, parts.size()).toString() : part);
    }
    classPath = String.join(File.pathSeparator, parts);
  }

  private Path jar(Path classes, int number) throws IOException {
    Path jar = folder.resolve("classes-" + number + ".jar");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(jar));
        ZipOutputStream zip = new ZipOutputStream(out);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        store(zip, classes.relativize(file).toString().replace(File.separatorChar, '/'), file);
      }
    }
    return jar;
  }

  /** Without compression, which would cost more than it saves. */
  private static void store(ZipOutputStream zip, String name, Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    CRC32 sum = new CRC32();
    sum.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  private Path archive(String main) {
    return folder.resolve(main + ".jsa");
  }

  /**
   * Starts a process that leaves the archive behind for the next ones of the same class. It must
   * end by itself.
   */
  public ProcessBuilder first(String main, String... arguments) {
    return builder("-XX:ArchiveClassesAtExit=" + archive(main), main, arguments);
  }

  /** Starts a process that uses the archive if there is one. */
  public ProcessBuilder next(String main, String... arguments) {
    Path archive = archive(main);
    return builder(
        Files.exists(archive) ? "-XX:SharedArchiveFile=" + archive : "-Xshare:auto",
        main,
        arguments);
  }

  private ProcessBuilder builder(String flag, String main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(List.of(flag, "-Xlog:disable", "-cp", classPath, main));
    command.addAll(Arrays.asList(arguments));
    return new ProcessBuilder(command);
  }
}
