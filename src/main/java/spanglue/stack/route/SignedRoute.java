package spanglue.stack.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;
import spanglue.stack.collector.CollectorService;
import spanglue.stack.settings.Traces;

/** The jobs call X-Ray and CloudWatch themselves, under their roles, from Glue's own network. */
public record SignedRoute(Traces traces) implements TraceRoute {
  /** Where the jobs put their metrics. */
  private static final String NAMESPACE = "Spanglue";

  @Override
  public void allow(Role role) {
    role.addToPolicy(
        PolicyStatement.Builder.create().actions(actions()).resources(List.of("*")).build());
    role.addToPolicy(
        PolicyStatement.Builder.create()
            .actions(List.of("cloudwatch:PutMetricData"))
            .resources(List.of("*"))
            .conditions(Map.of("StringEquals", Map.of("cloudwatch:namespace", NAMESPACE)))
            .build());
  }

  @Override
  public List<String> connect(Construct jobs) {
    return List.of();
  }

  @Override
  public Optional<CollectorService> collectors() {
    return Optional.empty();
  }

  /** X-Ray knows no resources for any of them. */
  private List<String> actions() {
    // The second looks for the job's parent.
    List<String> actions = new ArrayList<>(List.of("xray:PutTraceSegments", "xray:BatchGetTraces"));
    if (traces == Traces.OTLP) {
      // What X-Ray's OTLP endpoint asks for besides the first.
      actions.add("xray:PutSpans");
      actions.add("xray:PutSpansForIndexing");
    }
    return actions;
  }
}
