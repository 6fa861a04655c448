package spanglue.glue;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Scala scripts that Glue starts, as it starts them: by their names. */
class ScriptsTest {

  @ParameterizedTest
  @ValueSource(strings = {"CleaningJob", "ProcessingJob"})
  void aScriptRunsItsJob(String script) throws Exception {
    Method main = Class.forName(script).getMethod("main", String[].class);
    String[] args = {"--bucket_name", "b", "--key", "k", "--run_id", "a/b", "--run_date", "2026"};

    assertThatThrownBy(() -> main.invoke(null, (Object) args))
        .isInstanceOf(InvocationTargetException.class)
        .cause()
        .isInstanceOf(JobFailedException.class)
        .hasMessageStartingWith("argument --run_id is 'a/b'");
  }
}
