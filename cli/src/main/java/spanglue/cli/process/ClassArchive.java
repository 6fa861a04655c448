package spanglue.cli.process;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The classes of a class path as a JVM holds them, in a file that the next JVM maps instead of
 * reading, parsing and verifying the classes anew: the JDK's class-data sharing.
 *
 * <p>It is of one JDK, one class path and its files as they are now: its folder is called by a hash
 * of them, so that what was changed is never used. Where there is none, JVMs start without.
 *
 * @param folder holds the archive, and the jars of what are folders on the class path
 * @param classPath as it was given, but of jars alone: only classes in jars can be kept
 */
public record ClassArchive(Path folder, String classPath) {
  private static final FileTime LONG_AGO = FileTime.fromMillis(946_684_800_000L);

  /**
   * The archive of a class path, whether it is there or not.
   *
   * @param parent the folder of all archives
   * @throws IOException where nothing can be kept there
   */
  public static ClassArchive of(Path parent, String classPath) throws IOException {
    List<Path> entries = Stream.of(classPath.split(File.pathSeparator)).map(Path::of).toList();
    Path folder = Files.createDirectories(parent.resolve(hash(entries)));
    List<String> jars = new ArrayList<>();
    for (Path entry : entries) {
      jars.add((Files.isDirectory(entry) ? jar(folder, entry, jars.size()) : entry).toString());
    }
    return new ClassArchive(folder, String.join(File.pathSeparator, jars));
  }

  /**
   * Options of a JVM with this class path: it maps the archive or, where that is not there, writes
   * down which classes it loads.
   *
   * @param temp a folder of its own
   */
  public List<String> options(Path temp) {
    return Files.exists(archive())
        // What does not fit after all is left out without a word.
        ? List.of("-Xshare:auto", "-XX:SharedArchiveFile=" + archive(), "-Xlog:cds*=off")
        : List.of("-XX:DumpLoadedClassList=" + list(temp));
  }

  /** Whether {@link #make} has something to do. */
  public boolean isMissing() {
    return !Files.exists(archive());
  }

  /**
   * Makes the archive of what a JVM has loaded, and removes those of other class paths. That takes
   * some seconds. Where it cannot be made, there is none.
   *
   * @param jvm options by which the JVMs are started
   * @param temp the folder that the JVM's {@link #options} were asked with
   */
  public void make(ChildProcesses children, List<String> jvm, Path temp) {
    Path made = temp.resolve("classes.jsa");
    try {
      // The last line of a JVM that was ended may be half a line.
      String loaded = Files.readString(list(temp));
      Files.writeString(list(temp), loaded.substring(0, loaded.lastIndexOf('\n') + 1));
      ProcessBuilder dump =
          new JavaCommand(classPath)
              .options(jvm)
              .option("-Xshare:dump")
              .option("-XX:SharedClassListFile=" + list(temp))
              .option("-XX:SharedArchiveFile=" + made)
              .process(temp, ClassArchive.class, List.of())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD);
      if (ChildProcesses.await(children.start(dump)) == 0) {
        removeOthers();
        Path part = Files.copy(made, folder.resolve(temp.getFileName() + ".part"));
        Files.move(part, archive(), StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      // Later runs start as this one did.
      return;
    }
  }

  private void removeOthers() throws IOException {
    try (Stream<Path> others = Files.list(folder.resolveSibling(""))) {
      others.filter(other -> !other.equals(folder)).forEach(other -> new TempFolder(other).close());
    }
  }

  private Path archive() {
    return folder.resolve("classes.jsa");
  }

  private static Path list(Path temp) {
    return temp.resolve("classes.list");
  }

  private static String hash(List<Path> entries) throws IOException {
    StringBuilder text = new StringBuilder(System.getProperty("java.home"));
    text.append(System.getProperty("java.vm.version"));
    for (Path entry : entries) {
      for (Path file : files(entry)) {
        text.append('\n').append(file).append(' ').append(Files.size(file));
        text.append(' ').append(Files.getLastModifiedTime(file).toMillis());
      }
    }
    try {
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A folder's files in a jar; of the same files, the same jar. */
  private static Path jar(Path folder, Path classes, int number) throws IOException {
    Path jar = folder.resolve("folder-" + number + ".jar");
    if (Files.exists(jar)) {
      return jar;
    }
    Path part = Files.createTempFile(folder, "folder", ".part");
    try (OutputStream out = Files.newOutputStream(part);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (Path file : files(classes)) {
        String name = classes.relativize(file).toString().replace(File.separatorChar, '/');
        JarEntry entry = new JarEntry(name);
        entry.setLastModifiedTime(LONG_AGO);
        entries.putNextEntry(entry);
        Files.copy(file, entries);
      }
    }
    // The JVM takes no archive of a jar of another time.
    Files.setLastModifiedTime(part, LONG_AGO);
    return Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE);
  }

  private static List<Path> files(Path entry) throws IOException {
    try (Stream<Path> files = Files.walk(entry, FileVisitOption.FOLLOW_LINKS)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
