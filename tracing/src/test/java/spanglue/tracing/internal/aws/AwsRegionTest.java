package spanglue.tracing.internal.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsRegionTest {
  @ParameterizedTest
  @CsvSource({
    "eu-west-1, https://xray.eu-west-1.amazonaws.com",
    "us-gov-west-1, https://xray.us-gov-west-1.amazonaws.com",
    "cn-north-1, https://xray.cn-north-1.amazonaws.com.cn"
  })
  void aServiceHasAHostInItsRegion(String region, String url) {
    assertThat(new AwsRegion(region, Map.of()).endpoint("xray", null).url()).isEqualTo(url);
  }
}
