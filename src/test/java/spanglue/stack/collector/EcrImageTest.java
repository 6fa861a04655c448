package spanglue.stack.collector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EcrImageTest {
  private static final String REGISTRY = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/";

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "a/b:v1", "a/b@sha256:00", "a/b:v1@sha256:00"})
  void anImageOfAnAccountIsOfARepositoryInARegion(String name) {
    assertThat(EcrImage.of(REGISTRY + name))
        .contains(new EcrImage("111122223333", "eu-west-1", "a/b"));
  }

  @Test
  void chinasDomainIsAnother() {
    assertThat(EcrImage.of("111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/a"))
        .contains(new EcrImage("111122223333", "cn-north-1", "a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "public.ecr.aws/aws-observability/aws-otel-collector:v0.49.0",
        "example.org/111122223333.dkr.ecr.eu-west-1.amazonaws.com/a",
        "collector",
      })
  void anyOtherImageIsNone(String image) {
    assertThat(EcrImage.of(image)).isEmpty();
  }
}
