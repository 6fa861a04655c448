package spanglue.stack.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StackSettingsTest {
  @Test
  void nothingSaidIsOneCollectorTwoWorkersAndEveryRunTraced() {
    StackSettings settings = StackSettings.defaults();

    assertThat(settings.name()).isEqualTo("spanglue");
    assertThat(settings.retainData()).isFalse();
    assertThat(settings.traces()).isEqualTo(Traces.COLLECTOR);
    assertThat(settings.collectors()).isEqualTo(1);
    assertThat(settings.collectorImage()).endsWith("aws-otel-collector:v0.49.0");
    assertThat(settings.permissionsBoundary()).isEmpty();
    assertThat(settings.bootstrapKmsKeyArn()).isEmpty();
    assertThat(settings.traceEveryRun()).isTrue();
    assertThat(settings.workerType()).isEqualTo("G.1X");
    assertThat(settings.workers()).isEqualTo(2);
    assertThat(settings.concurrentRuns()).isEqualTo(20);
    assertThat(settings.notifyEmail()).isEmpty();
    assertThat(settings.logRetentionDays()).isEqualTo(30);
    assertThat(settings.tags()).isEmpty();
  }

  @Test
  void nothingSaidIsANetworkOfTheStacksOwn() {
    assertThat(StackSettings.defaults().network())
        .isEqualTo(
            new NetworkSettings(
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                false,
                "10.0.0.0/16",
                List.of(),
                false));
  }

  @Test
  void aNetworkThatIsThereIsNamedByItsIds() {
    assertThat(
            StackSettings.from(
                    Map.of(
                            "vpcId", "vpc-0a1b2c3d",
                            "glueSubnets",
                                "subnet-0a1b2c3d:eu-west-1a, subnet-0123456789abcdef0:us-west-2-lax-1a",
                            "collectorSubnets", "subnet-4e5f6071",
                            "s3RouteTables", "rtb-0a1b2c3d",
                            "privateCollectors", true)
                        ::get)
                .network())
        .isEqualTo(
            new NetworkSettings(
                Optional.of("vpc-0a1b2c3d"),
                List.of(
                    new GlueSubnet("subnet-0a1b2c3d", "eu-west-1a"),
                    new GlueSubnet("subnet-0123456789abcdef0", "us-west-2-lax-1a")),
                List.of("subnet-4e5f6071"),
                List.of("rtb-0a1b2c3d"),
                true,
                "10.0.0.0/16",
                List.of(),
                false));
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
    assertThat(settings.network().azs()).containsExactly("eu-west-1a", "eu-west-1c");
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
          traces              | xray      | one of [collector, direct, otlp]
          traces              | Direct    | one of [collector, direct, otlp]
          azs                 | eu-west-1a | two or more zones
          azs                 | euw1-az1,euw1-az2 | two or more zones
          azs                 | eu-west-1a,eu-west-1a | two or more zones
          azs                 | eu-west-1a,,eu-west-1b | two or more zones
          vpcId               | vpc-xyz   | a VPC's id
          vpcId               | vpc-0a1b2c3d4 | a VPC's id
          vpcId               | subnet-0a1b2c3d | a VPC's id
          glueSubnets         | subnet-0a1b2c3d | one or more subnets with their zones
          glueSubnets         | subnet-0a1b2c3d: | one or more subnets with their zones
          glueSubnets         | subnet-0a1b2c3d:eu-west-1 | one or more subnets with their zones
          glueSubnets         | subnet-0a1b2c3d:eu-west-1a,subnet-0a1b2c3d:eu-west-1b | one or more subnets
          collectorSubnets    | subnet-0A1B2C3D | one or more subnets
          collectorSubnets    | subnet-0a1b2c3d,subnet-0a1b2c3d | one or more subnets
          collectorSubnets    | subnet-0a1b2c3d, | one or more subnets
          s3RouteTables       | rtb-1     | one or more route tables
          privateCollectors   | maybe     | true or false
          cidr                | 10.1.0.0  | a range of private addresses
          cidr                | 10.1.0.0/24 | a range of private addresses
          cidr                | 10.1.0.0/15 | a range of private addresses
          cidr                | 10.1.0.1/16 | a range of private addresses
          cidr                | 10.256.0.0/16 | a range of private addresses
          cidr                | 11.1.0.0/16 | a range of private addresses
          cidr                | 10.01.0.0/16 | a range of private addresses
          notifyEmail         | me        | an e-mail address
          permissionsBoundary | boundary  | a policy's ARN
          bootstrapKmsKeyArn  | alias/k   | a key's ARN
          kmsEndpoint         | yes       | true or false
          tags                | owner     | name=value
          tags                | =me       | name=value
          tags                | aws:owner=me | name=value
          tags                | owner=me,owner=you | name=value
          tags                | owner=me, | name=value
          tags                | owner=<me> | name=value
          permissionsBoundary | arn:aws:iam::1:policy/p | a policy's ARN
          permissionsBoundary | arn:aws:iam::111122223333:role/r | a policy's ARN
          bootstrapKmsKeyArn  | arn:aws:kms:eu-west-1:111122223333:alias/k | a key's ARN
          collectorImage      | x y:latest | an image's name
          collectorImage      | ..collector: | an image's name
          collectorImage      | collector: | an image's name
          collectorImage      | Collector | an image's name
          collectorImage      | example.org//collector | an image's name
          collectorImage      | example.org:port/collector | an image's name
          collectorImage      | collector@sha256:beef | an image's name
          collectorImage      | https://example.org/collector | an image's name
          """)
  void aWrongValueIsAnErrorThatNamesTheKeyTheValueAndTheAllowed(
      String key, String value, String expected) {
    assertThatThrownBy(() -> StackSettings.from(Map.of(key, value)::get))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("context key '" + key + "' is '" + value + "'; expected " + expected);
  }

  @Test
  void aTabInAnImagesNameIsAnErrorToo() {
    assertThatThrownBy(() -> StackSettings.from(Map.of("collectorImage", "collector\t:1")::get))
        .hasMessageContaining("context key 'collectorImage'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "collector",
        "collector:v1",
        "localhost:5000/collector:v1.2_3-4",
        "111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/otel__collector:0.1",
        "public.ecr.aws/aws-observability/aws-otel-collector:v0.49.0",
        "example.org/a-b--c/d.e_f@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
      })
  void anImageCanBeOfAnyRegistry(String image) {
    assertThat(StackSettings.from(Map.of("collectorImage", image)::get).collectorImage())
        .isEqualTo(image);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.0.0/16", "172.31.0.0/16", "192.168.64.0/18", "100.127.128.0/17"})
  void aRangeCanBeAnyOfThePrivateOnes(String cidr) {
    assertThat(StackSettings.from(Map.of("cidr", cidr)::get).network().cidr()).isEqualTo(cidr);
  }

  /** Whoever sets a key to nothing, as by a variable that is empty, does not mean its default. */
  @ParameterizedTest
  @MethodSource("keys")
  void aBlankValueIsAnErrorWhateverTheKey(ContextKey<?> key) {
    for (String blank : List.of("", "  ", "\t")) {
      assertThatThrownBy(() -> StackSettings.from(Map.of(key.name(), blank)::get))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("context key '" + key.name() + "' is ''; expected ")
          .hasMessageEndingWith(", or the key left out");
    }
  }

  private static Stream<ContextKey<?>> keys() {
    return Stream.concat(ContextKeys.ALL.stream(), NetworkKeys.ALL.stream());
  }
}
