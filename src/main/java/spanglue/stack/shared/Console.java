package spanglue.stack.shared;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnMapping;
import software.constructs.Construct;

/** AWS's console, whose domain is another in each partition. */
public final class Console extends Construct {
  private static final String DOMAIN = "Domain";

  private final CfnMapping domains;

  public Console(Construct scope) {
    super(scope, "Console");
    Map<String, Map<String, Object>> byPartition = new TreeMap<>();
    byPartition.put("aws", Map.of(DOMAIN, "console.aws.amazon.com"));
    byPartition.put("aws-cn", Map.of(DOMAIN, "console.amazonaws.cn"));
    byPartition.put("aws-us-gov", Map.of(DOMAIN, "console.amazonaws-us-gov.com"));
    byPartition.put("aws-eusc", Map.of(DOMAIN, "console.amazonaws-eusc.eu"));
    domains = CfnMapping.Builder.create(this, "Domains").mapping(byPartition).build();
  }

  /**
   * A page of CloudWatch's, in the stack's region.
   *
   * @param page behind the {@code #}
   */
  public String cloudWatch(String page) {
    return "https://"
        + domains.findInMap(Aws.PARTITION, DOMAIN)
        + "/cloudwatch/home?region="
        + Aws.REGION
        + "#"
        + page;
  }
}
