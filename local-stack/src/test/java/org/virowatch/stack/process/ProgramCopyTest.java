package org.virowatch.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramCopyTest {
  @TempDir private Path folder;

  @Test
  void whatIsBuiltAgainInPlaceDoesNotReachTheCopy() throws IOException {
    Path broker = folder.resolve("build/kafka");
    jar("build/kafka/kafka-4.jar", "broker");
    Path flink = folder.resolve("build/flink");
    jar("build/flink/virowatch-flink-jobs-1.jar", "old jobs");
    Path application = jar("build/virowatch-local-stack-1.jar", "old application");
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Installation built =
        new Installation(broker, flink, application + File.pathSeparator + classes);

    Installation copy = ProgramCopy.of(built, folder.resolve("program"));
    Files.writeString(application, "new application");
    Files.writeString(flink.resolve("virowatch-flink-jobs-1.jar"), "new jobs");

    String[] classPath = copy.applicationClassPath().split(File.pathSeparator, -1);
    assertThat(Path.of(classPath[0]))
        .startsWith(folder.resolve("program"))
        .hasContent("old application");
    assertThat(classPath[1]).isEqualTo(classes.toString());
    assertThat(copy.flinkJars().resolve("virowatch-flink-jobs-1.jar")).hasContent("old jobs");
    assertThat(copy.brokerJars().resolve("kafka-4.jar")).hasContent("broker");
  }

  @Test
  void aSecondCopyHoldsNothingOfTheFirst() throws IOException {
    Path broker = folder.resolve("build/kafka");
    jar("build/kafka/kafka-4.jar", "broker");
    Path flink = folder.resolve("build/flink");
    jar("build/flink/flink-1.jar", "flink");
    Path old = jar("build/library-1.jar", "old");
    ProgramCopy.of(new Installation(broker, flink, old.toString()), folder.resolve("program"));
    Path replaced = jar("build/library-2.jar", "new");

    Installation copy =
        ProgramCopy.of(
            new Installation(broker, flink, replaced.toString()), folder.resolve("program"));

    assertThat(Path.of(copy.applicationClassPath())).hasContent("new");
    assertThat(folder.resolve("program/application")).isDirectoryNotContaining("glob:**library-1*");
  }

  @Test
  void aCopyIsOfAnInstallationUntilOneOfOurJarsOrTheSetOfLibrariesChanges() throws IOException {
    Path broker = folder.resolve("build/kafka");
    jar("build/kafka/kafka-4.jar", "broker");
    Path flink = folder.resolve("build/flink");
    Path jobs = jar("build/flink/virowatch-flink-jobs-1.jar", "jobs");
    Path application = jar("build/virowatch-local-stack-1.jar", "application");
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Installation built =
        new Installation(broker, flink, classes + File.pathSeparator + application);
    Path copy = folder.resolve("program");
    assertThat(ProgramCopy.isOf(built, copy)).isFalse();
    ProgramCopy.of(built, copy);
    assertThat(ProgramCopy.isOf(built, copy)).isTrue();

    Files.writeString(jobs, "JOBS");
    assertThat(ProgramCopy.isOf(built, copy)).isFalse();
    Files.writeString(jobs, "jobs");
    Path library = jar("build/flink/library-2.jar", "library");
    assertThat(ProgramCopy.isOf(built, copy)).isFalse();
    Files.delete(library);
    assertThat(ProgramCopy.isOf(built, copy)).isTrue();
    Files.writeString(application, "APPLICATION");
    assertThat(ProgramCopy.isOf(built, copy)).isFalse();
  }

  private Path jar(String name, String content) throws IOException {
    Path jar = folder.resolve(name);
    Files.createDirectories(jar.getParent());
    return Files.writeString(jar, content);
  }
}
