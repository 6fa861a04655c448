package spanglue.stack.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackSettingsTest {
  @Test
  void nothingSaidIsOneCollectorTwoWorkersAndEveryRunTraced() {
    StackSettings settings = StackSettings.defaults();

    assertThat(settings.name()).isEqualTo("spanglue");
    assertThat(settings.retainData()).isFalse();
    assertThat(settings.azs()).isEmpty();
    assertThat(settings.collectors()).isEqualTo(1);
    assertThat(settings.collectorImage()).endsWith("aws-otel-collector:v0.49.0");
    assertThat(settings.permissionsBoundary()).isEmpty();
    assertThat(settings.bootstrapKmsKeyArn()).isEmpty();
    assertThat(settings.kmsEndpoint()).isFalse();
    assertThat(settings.traceEveryRun()).isTrue();
    assertThat(settings.workerType()).isEqualTo("G.1X");
    assertThat(settings.workers()).isEqualTo(2);
    assertThat(settings.concurrentRuns()).isEqualTo(20);
    assertThat(settings.notifyEmail()).isEmpty();
    assertThat(settings.logRetentionDays()).isEqualTo(30);
    assertThat(settings.tags()).isEmpty();
  }

  @Test
  void theCommandLineGivesTextAndCdkJsonGivesTypes() {
    Map<String, Object> context = new HashMap<>();
    context.put("retainData", true);
    context.put("traceEveryRun", "false");
    context.put("collectors", 2.0);
    context.put("workers", "10");
    context.put("workerType", "G.2X");
    context.put("azs", "eu-west-1a, eu-west-1c");
    context.put("tags", "owner=me,stage=test");
    context.put("notifyEmail", "me@example.org");

    StackSettings settings = StackSettings.from(context::get);

    assertThat(settings.retainData()).isTrue();
    assertThat(settings.traceEveryRun()).isFalse();
    assertThat(settings.collectors()).isEqualTo(2);
    assertThat(settings.workers()).isEqualTo(10);
    assertThat(settings.workerType()).isEqualTo("G.2X");
    assertThat(settings.azs()).containsExactly("eu-west-1a", "eu-west-1c");
    assertThat(settings.tags()).containsEntry("owner", "me").containsEntry("stage", "test");
    assertThat(settings.notifyEmail()).contains("me@example.org");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name                | Spanglue  | at most 31 of a-z
          name                | ssm-ring  | at most 31 of a-z
          name                | dev-      | at most 31 of a-z
          name                | a2345678901234567890123456789012 | at most 31 of a-z
          retainData          | yes       | true or false
          traceEveryRun       | 1         | true or false
          collectors          | 0         | a whole number from 1 to 10
          workers             | 1         | a whole number from 2 to 299
          workers             | many      | a whole number from 2 to 299
          concurrentRuns      | 1001      | a whole number from 1 to 1000
          concurrentRuns      | -5        | a whole number from 1 to 1000
          workerType          | G.025X    | one of [G.12X, G.16X, G.1X
          logRetentionDays    | 31        | one of [1, 3, 7, 14, 30
          azs                 | eu-west-1a | 2 or more names
          notifyEmail         | me        | an e-mail address
          permissionsBoundary | boundary  | a policy's ARN
          bootstrapKmsKeyArn  | alias/k   | a key's ARN
          kmsEndpoint         | yes       | true or false
          tags                | owner     | name=value
          """)
  void aWrongValueIsAnErrorThatNamesTheKeyTheValueAndTheAllowed(
      String key, String value, String expected) {
    assertThatThrownBy(() -> StackSettings.from(Map.of(key, value)::get))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("context key '" + key + "' is '" + value + "'; expected " + expected);
  }
}
