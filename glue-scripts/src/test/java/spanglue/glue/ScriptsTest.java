package spanglue.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import spanglue.tracing.OtlpReceiver;

/** The Scala scripts that Glue starts, as it starts them: by their names. */
class ScriptsTest {

  @ParameterizedTest
  @CsvSource({"CleaningJob, spanglue-cleaning", "ProcessingJob, spanglue-processing"})
  void aScriptRunsItsJobUnderItsName(String script, String job) throws Exception {
    Method main = Class.forName(script).getMethod("main", String[].class);
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      String[] args = {
        "--bucket_name=b",
        "--key=k",
        "--run_id=a/b",
        "--run_date=2026",
        "--otlp_endpoint=" + receiver.url()
      };

      assertThatThrownBy(() -> main.invoke(null, (Object) args))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .isInstanceOf(JobFailedException.class)
          .hasMessageStartingWith("argument --run_id is 'a/b'");
      assertThat(OtlpReceiver.attributes(receiver.span("Glue Job Execution")))
          .containsEntry("job_name", job);
    }
  }
}
