package spanglue.stack.shared;

import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.ServicePrincipal;

/**
 * Who may take a role on behalf of this account alone. Only for services that AWS documents to say
 * for whom they act: with another one the role could never be taken.
 */
public final class OwnAccount {
  private OwnAccount() {}

  /** A service that acts for a resource of this account. */
  public static IPrincipal service(String name) {
    return new ServicePrincipal(name)
        .withConditions(Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)));
  }
}
