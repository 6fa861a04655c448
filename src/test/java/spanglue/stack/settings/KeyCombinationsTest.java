package spanglue.stack.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyCombinationsTest {
  private static final String GLUE = "glueSubnets=subnet-0a1b2c3d:eu-west-1a";
  private static final String COLLECTORS = "collectorSubnets=subnet-4e5f6071";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          traces=direct kmsEndpoint=true | 'kmsEndpoint' and 'traces' clash: 'direct' has no network
          traces=direct kmsEndpoint=false | 'kmsEndpoint' and 'traces' clash
          traces=otlp azs=eu-west-1a,eu-west-1b cidr=10.1.0.0/16 | 'cidr', 'azs' and 'traces' clash: 'otlp'
          traces=direct vpcId=vpc-0a1b2c3d | 'vpcId' and 'traces' clash
          traces=otlp privateCollectors=true | 'privateCollectors' and 'traces' clash
          traces=direct collectors=2 collectorImage=mine:1 | 'collectors', 'collectorImage' and 'traces'
          vpcId=vpc-0a1b2c3d | 'vpcId' needs 'glueSubnets', one or more subnets with their zones
          vpcId=vpc-0a1b2c3d G | 'vpcId' needs 'collectorSubnets', one or more subnets
          vpcId=vpc-0a1b2c3d C | 'vpcId' needs 'glueSubnets'
          vpcId=vpc-0a1b2c3d G C cidr=10.1.0.0/16 | 'cidr' and 'vpcId' clash: that VPC is there already
          vpcId=vpc-0a1b2c3d G C azs=eu-west-1a,eu-west-1b | 'azs' and 'vpcId' clash
          G C | 'glueSubnets' needs 'vpcId', a VPC's id, such as vpc-0a1b2c3d: add it, or leave both out
          C | 'collectorSubnets' needs 'vpcId'
          s3RouteTables=rtb-0a1b2c3d | 's3RouteTables' needs 'vpcId'
          privateCollectors=true | 'privateCollectors' needs 'vpcId'
          """)
  void keysThatDontGoTogetherAreAnErrorThatNamesThemAndWhatToDo(String context, String expected) {
    assertThatThrownBy(() -> StackSettings.from(keys(context)::get))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("context key")
        .hasMessageContaining(expected);
  }

  @Test
  void aRangeThatIsTooSmallForItsZonesIsAnError() {
    assertThatThrownBy(
            () ->
                StackSettings.from(
                    keys("cidr=10.1.0.0/18 azs=eu-west-1a,eu-west-1b,eu-west-1c,eu-west-1d")::get))
        .hasMessage(
            "context key 'cidr' is '10.1.0.0/18', which has room for 3 zones, and 'azs' names 4;"
                + " give a larger range or fewer zones");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "traces=collector collectors=2 kmsEndpoint=true azs=eu-west-1a,eu-west-1b cidr=10.1.0.0/17",
        "traces=otlp workers=4 retainData=true",
        "vpcId=vpc-0a1b2c3d G C kmsEndpoint=true privateCollectors=true s3RouteTables=rtb-0a1b2c3d",
      })
  void keysThatGoTogetherAreNone(String context) {
    assertThat(StackSettings.from(keys(context)::get)).isNotNull();
  }

  private static Map<String, Object> keys(String context) {
    Map<String, Object> keys = new LinkedHashMap<>();
    for (String pair : List.of(context.split(" "))) {
      String[] parts = pair.replaceAll("^G$", GLUE).replaceAll("^C$", COLLECTORS).split("=", 2);
      keys.put(parts[0], parts[1]);
    }
    return keys;
  }
}
