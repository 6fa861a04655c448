package spanglue.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.stack.Synthesized.each;
import static spanglue.stack.Synthesized.texts;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the stack promises, each held against the template. */
class StackPromisesTest {
  private static final Synthesized STACK = Synthesized.defaults();

  /** Actions for which IAM knows no resource, or none that exists before the call. */
  private static final Set<String> ON_ANYTHING =
      Set.of(
          "xray",
          "logs:delivery",
          "ec2:Describe",
          "cloudwatch:PutMetricData",
          "ecr:GetAuthorizationToken");

  @Test
  void thereIsNoNatGatewayAndNoInterfaceEndpoint() {
    assertThat(STACK.all("AWS::EC2::NatGateway")).isEmpty();
    assertThat(STACK.all("AWS::EC2::VPCEndpoint"))
        .hasSize(1)
        .allMatch(endpoint -> endpoint.get("VpcEndpointType").asText().equals("Gateway"));
  }

  @Test
  void glueHasIsolatedSubnetsWithRoom() {
    List<JsonNode> isolated =
        STACK.all("AWS::EC2::Subnet").stream()
            .filter(subnet -> !subnet.get("MapPublicIpOnLaunch").asBoolean())
            .toList();

    assertThat(isolated).hasSize(2);
    assertThat(isolated)
        .allMatch(s -> Integer.parseInt(s.get("CidrBlock").asText().replaceAll(".*/", "")) <= 22);
    assertThat(STACK.all("AWS::EC2::Route")).hasSize(2);
    assertThat(STACK.all("AWS::Glue::Connection")).hasSize(2);
  }

  @Test
  void nobodyButGlueGetsIn() {
    assertThat(STACK.all("AWS::EC2::SecurityGroup"))
        .hasSize(2)
        .allMatch(group -> !group.has("SecurityGroupIngress"));
    assertThat(STACK.all("AWS::EC2::SecurityGroupIngress"))
        .isNotEmpty()
        .allMatch(rule -> rule.has("SourceSecurityGroupId") && !rule.has("CidrIp"));
    assertThat(ports(STACK.all("AWS::EC2::SecurityGroupIngress")))
        .containsExactlyInAnyOrder("0-65535", "2000-2000", "4318-4318");
  }

  @Test
  void thePortThatNothingOfTheProductUsesIsClosed() throws IOException {
    JsonNode container = STACK.one("AWS::ECS::TaskDefinition").get("ContainerDefinitions").get(0);

    assertThat(container.get("PortMappings").findValuesAsText("ContainerPort"))
        .containsExactlyInAnyOrder("4318", "2000");
    assertThat(Files.readString(Synthesized.ROOT.resolve("collector/config.yaml")))
        .contains("4318")
        .doesNotContain("4317");
  }

  /** Nobody is in it, but what is put there by mistake should reach nothing. */
  @Test
  void theDefaultSecurityGroupHasNoRules() {
    assertThat(STACK.one("Custom::VpcRestrictDefaultSG").get("DefaultSecurityGroupId").toString())
        .contains("DefaultSecurityGroup");
  }

  /** Whoever is in the jobs' security group has this role's rights, through the proxy. */
  @Test
  void aCollectorMayOnlyDoInXRayWhatJobsUse() {
    assertThat(STACK.all("AWS::IAM::Policy"))
        .filteredOn(policy -> policy.get("Roles").toString().contains("TaskRole"))
        .singleElement()
        .satisfies(
            policy ->
                assertThat(
                        each(policy.at("/PolicyDocument/Statement"))
                            .flatMap(statement -> texts(statement.get("Action")).stream())
                            .filter(action -> action.startsWith("xray:")))
                    .containsExactlyInAnyOrder("xray:PutTraceSegments", "xray:BatchGetTraces"));
  }

  @Test
  void aServiceTakesARoleForThisAccountOnlyWhereAwsDocumentsThatItSaysSo() {
    assertThat(
            STACK.all("AWS::IAM::Role").stream()
                .map(role -> role.at("/AssumeRolePolicyDocument/Statement/0"))
                .filter(statement -> statement.toString().contains("aws:SourceAccount"))
                .map(statement -> statement.at("/Principal/Service").asText()))
        .containsExactlyInAnyOrder("states.amazonaws.com", "vpc-flow-logs.amazonaws.com");
  }

  @Test
  void linksLeadToTheConsoleOfThePartition() {
    JsonNode outputs = STACK.template().get("Outputs");

    assertThat(List.of(outputs.get("DashboardUrl"), outputs.get("TracesUrl")))
        .allMatch(url -> url.toString().contains("{\"Ref\":\"AWS::Partition\"},\"Domain\""))
        .noneMatch(url -> url.toString().contains("amazon.com"));
    assertThat(STACK.template().get("Mappings").toString())
        .contains("\"aws-cn\":{\"Domain\":\"console.amazonaws.cn\"}")
        .contains("\"aws-us-gov\":{\"Domain\":\"console.amazonaws-us-gov.com\"}");
    assertThat(STACK.template().toString().split("console\\.aws\\.amazon\\.com")).hasSize(2);
  }

  @Test
  void theWayToS3IsOpenToNamedBucketsOfThisAccountOnly() {
    JsonNode statement =
        STACK.one("AWS::EC2::VPCEndpoint").get("PolicyDocument").get("Statement").get(0);

    assertThat(statement.get("Resource")).hasSize(6);
    assertThat(statement.get("Resource").toString()).doesNotContain("\"*\"");
    assertThat(statement.at("/Condition/StringEquals/aws:ResourceAccount/Ref").asText())
        .isEqualTo("AWS::AccountId");
    assertThat(STACK.all("AWS::EC2::FlowLog")).hasSize(1);
  }

  @Test
  void theWayToS3TakesAllThatAJobMayDoThere() {
    List<String> open =
        texts(STACK.one("AWS::EC2::VPCEndpoint").at("/PolicyDocument/Statement/0/Action"));

    assertThat(jobPermissions(STACK))
        .flatExtracting(statement -> texts(statement.get("Action")))
        .filteredOn(action -> action.startsWith("s3:"))
        .contains(
            "s3:GetBucketLocation",
            "s3:ListBucketMultipartUploads",
            "s3:ListMultipartUploadParts",
            "s3:AbortMultipartUpload")
        .isSubsetOf(open);
  }

  @Test
  void aJobCanReadItsCodeFromABucketThatCdkBootstrapEncrypted() {
    List<JsonNode> decrypting = decryptingCode(STACK);

    assertThat(decrypting)
        .hasSize(2)
        .allSatisfy(
            statement -> {
              assertThat(Rendered.IRELAND.text(statement.get("Resource")))
                  .isEqualTo("arn:aws:kms:eu-west-1:111122223333:key/*");
              assertThat(
                      Rendered.IRELAND.text(statement.at("/Condition/StringEquals/kms:ViaService")))
                  .isEqualTo("s3.eu-west-1.amazonaws.com");
              assertThat(
                      statement
                          .at("/Condition/ForAnyValue:StringLike/kms:ResourceAliases")
                          .asText())
                  .isEqualTo("alias/cdk-*-assets-key");
            });
  }

  @Test
  void aJobCanReadItsCodeFromABucketOfAnotherKey() {
    String key = "arn:aws:kms:eu-west-1:111122223333:key/0a1b";

    assertThat(decryptingCode(Synthesized.with(Map.of("bootstrapKmsKeyArn", key))))
        .hasSize(2)
        .allMatch(statement -> statement.get("Resource").asText().equals(key))
        .noneMatch(statement -> statement.toString().contains("kms:ResourceAliases"));
  }

  @Test
  void kmsHasAnEndpointWhereItIsAskedForWhichOnlyTheJobsReach() {
    Synthesized asked = Shape.NAMED_ZONES.stack();
    JsonNode endpoint =
        asked.all("AWS::EC2::VPCEndpoint").stream()
            .filter(one -> one.get("VpcEndpointType").asText().equals("Interface"))
            .findFirst()
            .orElseThrow();

    assertThat(Rendered.IRELAND.text(endpoint.get("ServiceName")))
        .isEqualTo("com.amazonaws.eu-west-1.kms");
    assertThat(endpoint.get("PrivateDnsEnabled").asBoolean()).isTrue();
    assertThat(endpoint.get("SubnetIds").findValuesAsText("Ref"))
        .hasSize(2)
        .allMatch(id -> id.contains("GlueSubnet"));
    assertThat(endpoint.get("PolicyDocument").toString()).contains("DataKey", "kms:Decrypt");
    assertThat(asked.all("AWS::EC2::SecurityGroupIngress"))
        .filteredOn(rule -> rule.get("FromPort").asInt() == 443)
        .singleElement()
        .matches(
            rule -> rule.get("SourceSecurityGroupId").toString().contains("GlueSecurityGroup"));
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void noActionIsAWildcardAndFewHaveNoResource(Shape shape) {
    List<JsonNode> permissions = shape.stack().permissions();

    assertThat(permissions.stream().flatMap(statement -> texts(statement.get("Action")).stream()))
        .hasSizeGreaterThan(40)
        .noneMatch(action -> action.contains("*"));
    assertThat(
            permissions.stream()
                .filter(statement -> texts(statement.get("Resource")).contains("*"))
                .flatMap(statement -> texts(statement.get("Action")).stream())
                .map(StackPromisesTest::kind)
                .distinct())
        .containsExactlyInAnyOrderElementsOf(
            ON_ANYTHING.stream()
                .filter(kind -> shape.hasNetwork() || !kind.startsWith("ec2:"))
                .filter(kind -> shape == Shape.PRIVATE_COLLECTORS || !kind.startsWith("ecr:"))
                .toList());
    assertThat(shape.stack().all("AWS::IAM::Role"))
        .isNotEmpty()
        .noneMatch(role -> role.has("ManagedPolicyArns"));
  }

  @Test
  void theBucketIsEncryptedPrivateLoggedAndTellsTheFunctionOfInput() {
    JsonNode bucket = ingestBucket(STACK);

    assertThat(bucket.has("BucketName")).as("a generated name").isFalse();
    assertThat(bucket.at("/BucketEncryption/ServerSideEncryptionConfiguration/0").toString())
        .contains("aws:kms", "\"BucketKeyEnabled\":true");
    assertThat(bucket.get("LoggingConfiguration").get("LogFilePrefix").asText())
        .isEqualTo("access/");
    assertThat(bucket.get("LifecycleConfiguration").toString())
        .contains(
            "AbortIncompleteMultipartUpload",
            "\"Prefix\":\"temp/\"",
            "\"Prefix\":\"cleaned/_attempts/\"");
    JsonNode notifications = bucket.get("NotificationConfiguration").get("LambdaConfigurations");
    assertThat(notifications).hasSize(1);
    assertThat(notifications.get(0).at("/Filter/S3Key/Rules").toString())
        .isEqualTo("[{\"Name\":\"prefix\",\"Value\":\"input/\"}]");
    assertThat(STACK.all("Custom::S3BucketNotifications")).isEmpty();
    assertThat(STACK.one("AWS::Lambda::Permission").get("SourceAccount").get("Ref").asText())
        .isEqualTo("AWS::AccountId");
    assertThat(STACK.one("AWS::KMS::Key").get("EnableKeyRotation").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void everyBucketRefusesPlainHttp(Shape shape) {
    assertThat(shape.stack().all("AWS::S3::BucketPolicy"))
        .hasSize(2)
        .allMatch(policy -> policy.toString().contains("\"aws:SecureTransport\":\"false\""));
  }

  @Test
  void collectorsAreSmallArmTasksThatHealAndReadTheirSettingsFromSsm() {
    JsonNode task = STACK.one("AWS::ECS::TaskDefinition");
    JsonNode container = task.get("ContainerDefinitions").get(0);
    JsonNode service = STACK.one("AWS::ECS::Service");

    assertThat(task.get("Cpu").asText() + "/" + task.get("Memory").asText()).isEqualTo("256/512");
    assertThat(task.at("/RuntimePlatform/CpuArchitecture").asText()).isEqualTo("ARM64");
    assertThat(container.has("Environment")).isFalse();
    assertThat(each(container.get("Secrets")).map(secret -> secret.get("Name").asText()))
        .containsExactlyInAnyOrder(
            "AOT_CONFIG_CONTENT", "GOMEMLIMIT", "SPANGLUE_METRICS_LOG_GROUP");
    assertThat(texts(container.at("/HealthCheck/Command"))).containsExactly("CMD", "/healthcheck");
    assertThat(container.get("StopTimeout").asInt()).isEqualTo(30);
    assertThat(service.get("DesiredCount").asInt()).isEqualTo(1);
    assertThat(service.at("/DeploymentConfiguration/DeploymentCircuitBreaker").toString())
        .isEqualTo("{\"Enable\":true,\"Rollback\":true}");
    assertThat(STACK.one("AWS::ServiceDiscovery::Service").at("/DnsConfig/DnsRecords/0").toString())
        .isEqualTo("{\"TTL\":10,\"Type\":\"A\"}");
    assertThat(STACK.all("AWS::SSM::Parameter")).hasSize(3);
    assertThat(service.get("PropagateTags").asText()).isEqualTo("SERVICE");
  }

  @Test
  void theFunctionIsTracedAndGivesUpIntoAQueue() {
    JsonNode function = function(STACK);

    assertThat(function.get("Runtime").asText()).isEqualTo("java25");
    assertThat(texts(function.get("Architectures"))).containsExactly("arm64");
    assertThat(function.at("/TracingConfig/Mode").asText()).isEqualTo("Active");
    assertThat(function.has("SnapStart")).isFalse();
    assertThat(function.has("DeadLetterConfig")).isTrue();
    assertThat(function.has("VpcConfig")).isFalse();
    assertThat(function.at("/Environment/Variables/SPANGLUE_TRACE_EVERY_RUN").asText())
        .isEqualTo("true");
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void jobsRunOnGlue6ScaledEncryptedAndSeen(Shape shape) {
    List<JsonNode> jobs = shape.stack().all("AWS::Glue::Job");

    assertThat(jobs.stream().map(job -> job.get("Name").asText()))
        .containsExactlyInAnyOrder("spanglue-cleaning", "spanglue-processing");
    for (JsonNode job : jobs) {
      JsonNode arguments = job.get("DefaultArguments");
      assertThat(job.get("GlueVersion").asText()).isEqualTo("6.0");
      assertThat(job.get("WorkerType").asText()).isEqualTo("G.1X");
      assertThat(job.get("JobRunQueuingEnabled").asBoolean()).isFalse();
      assertThat(job.get("MaxRetries").asInt()).isZero();
      assertThat(job.get("SecurityConfiguration").asText()).isEqualTo("spanglue");
      assertThat(texts(job.at("/Connections/Connections")))
          .isEqualTo(shape.hasNetwork() ? List.of("spanglue-1", "spanglue-2") : List.of());
      assertThat(arguments.get("--class").asText()).isIn("CleaningJob", "ProcessingJob");
      assertThat(arguments.get("--job-bookmark-option").asText()).isEqualTo("job-bookmark-disable");
      assertThat(arguments.has("--user-jars-first")).isFalse();
      assertThat(Rendered.IRELAND.text(arguments.get("--conf")).split(" --conf "))
          .containsExactly(
              "spark.spanglue.worker.type=G.1X",
              "spark.spanglue.worker.count=2",
              "spark.hadoop.fs.s3a.endpoint.region=eu-west-1");
    }
  }

  /** Bookmarks are encrypted by the client, and the jobs' subnets have no way to KMS. */
  @ParameterizedTest
  @EnumSource(Shape.class)
  void nothingIsEncryptedByAJobItself(Shape shape) {
    assertThat(shape.stack().one("AWS::Glue::SecurityConfiguration").get("EncryptionConfiguration"))
        .hasSize(2)
        .allMatch(what -> what.toString().contains("\"SSE-KMS\""));
  }

  /** Whichever of both it is: a failed run must not be without a log. */
  @Test
  void aJobsLogGroupsAreThereByTheirDocumentedAndByTheirReportedName() {
    List<String> groups =
        STACK.all("AWS::Logs::LogGroup").stream()
            .map(group -> Rendered.IRELAND.text(group.get("LogGroupName")))
            .toList();

    assertThat(STACK.all("AWS::Glue::Job"))
        .hasSize(2)
        .allSatisfy(
            job -> {
              JsonNode arguments = job.get("DefaultArguments");
              String prefix = "/spanglue/jobs/" + job.get("Name").asText();
              String secured = prefix + "/spanglue-role/" + job.get("Name").asText() + "-eu-west-1";
              assertThat(arguments.get("--custom-logGroup-prefix").asText()).isEqualTo(prefix);
              assertThat(Rendered.IRELAND.text(arguments.get("--log_groups")).split(","))
                  .containsExactlyInAnyOrder(
                      prefix + "/error",
                      prefix + "/output",
                      secured + "/error",
                      secured + "/output")
                  .isSubsetOf(groups);
            });
  }

  @Test
  void aJobMayWriteToWhateverGroupUnderItsPrefixGlueChooses() {
    for (String job : List.of("spanglue-cleaning", "spanglue-processing")) {
      String groups = "arn:aws:logs:eu-west-1:111122223333:log-group:/spanglue/jobs/" + job + "*";
      assertThat(STACK.permissions())
          .filteredOn(
              statement ->
                  each(statement.get("Resource"))
                      .map(Rendered.IRELAND::text)
                      .anyMatch(groups::equals))
          .singleElement()
          .satisfies(
              statement ->
                  assertThat(texts(statement.get("Action")))
                      .contains(
                          "logs:CreateLogGroup",
                          "logs:CreateLogStream",
                          "logs:PutLogEvents",
                          "logs:AssociateKmsKey"));
    }
  }

  @Test
  void gluesInterfacesAreRemovedBeforeTheRoleThatRemovesThem() {
    Stream<JsonNode> held =
        STACK.resources().values().stream().filter(r -> isIsolated(r) || isGlueSecurityGroup(r));

    assertThat(held)
        .hasSize(3)
        .allSatisfy(
            resource ->
                assertThat(
                        texts(resource.get("DependsOn")).stream()
                            .filter(id -> id.contains("JobRoleDefaultPolicy")))
                    .hasSize(2));
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void alarmsCanReachTheirTopic(Shape shape) {
    Synthesized stack = shape.stack();

    assertThat(stack.one("AWS::SNS::Topic").get("KmsMasterKeyId").toString()).contains("DataKey");
    assertThat(stack.one("AWS::SNS::TopicPolicy").toString()).contains("cloudwatch.amazonaws.com");
    assertThat(stack.one("AWS::KMS::Key").toString()).contains("cloudwatch.amazonaws.com");
    assertThat(stack.all("AWS::CloudWatch::Alarm"))
        .hasSize(shape.hasNetwork() ? 7 : 6)
        .allMatch(alarm -> alarm.get("AlarmActions").size() == 1);
    assertThat(stack.all("AWS::SNS::Subscription")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void outputsSayHowToGoOn(Shape shape) {
    assertThat(shape.stack().template().get("Outputs").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "Bucket", "StateMachine", "DashboardUrl", "TracesUrl", "Database", "Try");
  }

  @Test
  void retainedDataIsKeptWithItsKeyAndSaid() {
    Synthesized kept = Synthesized.with(Map.of("retainData", "true"));

    assertThat(
            kept.resources().values().stream()
                .filter(resource -> resource.path("DeletionPolicy").asText().equals("Retain"))
                .map(resource -> resource.get("Type").asText()))
        .containsExactlyInAnyOrder("AWS::S3::Bucket", "AWS::KMS::Key");
    assertThat(kept.template().get("Outputs").has("Retained")).isTrue();
  }

  @Test
  void settingsReachTheirResources() {
    Synthesized chosen =
        Synthesized.with(
            Map.of(
                "collectors", "2",
                "workerType", "G.2X",
                "workers", "4",
                "concurrentRuns", "50",
                "traceEveryRun", "false",
                "notifyEmail", "me@example.org",
                "logRetentionDays", "7",
                "azs", "eu-west-1a,eu-west-1b,eu-west-1c",
                "permissionsBoundary", "arn:aws:iam::111122223333:policy/boundary",
                "tags", "owner=me"));

    assertThat(chosen.one("AWS::ECS::Service").get("DesiredCount").asInt()).isEqualTo(2);
    assertThat(chosen.all("AWS::Glue::Job"))
        .hasSize(2)
        .allMatch(job -> job.get("WorkerType").asText().equals("G.2X"))
        .allMatch(job -> job.get("NumberOfWorkers").asInt() == 4)
        .allMatch(job -> job.at("/ExecutionProperty/MaxConcurrentRuns").asInt() == 50);
    assertThat(function(chosen).at("/Environment/Variables/SPANGLUE_TRACE_EVERY_RUN").asText())
        .isEqualTo("false");
    assertThat(chosen.one("AWS::SNS::Subscription").get("Endpoint").asText())
        .isEqualTo("me@example.org");
    assertThat(chosen.all("AWS::Logs::LogGroup"))
        .isNotEmpty()
        .allMatch(group -> group.get("RetentionInDays").asInt() == 7);
    assertThat(chosen.all("AWS::EC2::Subnet")).hasSize(6);
    assertThat(chosen.all("AWS::IAM::Role"))
        .isNotEmpty()
        .allMatch(role -> role.get("PermissionsBoundary").asText().endsWith("policy/boundary"));
    assertThat(stackTags(chosen)).isEqualTo("{\"owner\":\"me\"}");
  }

  @Test
  void theCollectorsImageCanBeAnother() {
    JsonNode task =
        Synthesized.with(Map.of("collectorImage", "example.org/collector:1"))
            .one("AWS::ECS::TaskDefinition");

    assertThat(task.at("/ContainerDefinitions/0/Image").asText())
        .isEqualTo("example.org/collector:1");
  }

  /** The stack's own, which CloudFormation puts on every resource. */
  private static String stackTags(Synthesized stack) {
    return Synthesized.json(stack.directory().resolve("manifest.json"))
        .at("/artifacts/spanglue/properties/tags")
        .toString();
  }

  private static List<JsonNode> jobPermissions(Synthesized stack) {
    return stack.all("AWS::IAM::Policy").stream()
        .filter(policy -> policy.get("Roles").toString().contains("JobRole"))
        .flatMap(policy -> each(policy.at("/PolicyDocument/Statement")))
        .toList();
  }

  private static List<JsonNode> decryptingCode(Synthesized stack) {
    return jobPermissions(stack).stream()
        .filter(statement -> texts(statement.get("Action")).equals(List.of("kms:Decrypt")))
        .filter(statement -> statement.toString().contains("kms:ViaService"))
        .toList();
  }

  private static JsonNode ingestBucket(Synthesized stack) {
    return stack.all("AWS::S3::Bucket").stream()
        .filter(bucket -> bucket.has("NotificationConfiguration"))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isIsolated(JsonNode resource) {
    return resource.get("Type").asText().equals("AWS::EC2::Subnet")
        && !resource.at("/Properties/MapPublicIpOnLaunch").asBoolean();
  }

  private static boolean isGlueSecurityGroup(JsonNode resource) {
    return resource.at("/Properties/GroupDescription").asText().startsWith("Glue");
  }

  private static JsonNode function(Synthesized stack) {
    return stack.all("AWS::Lambda::Function").stream()
        .filter(function -> function.path("FunctionName").asText().equals("spanglue-trigger"))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<String> ports(List<JsonNode> rules) {
    return rules.stream()
        .map(rule -> rule.get("FromPort").asText() + "-" + rule.get("ToPort").asText());
  }

  private static String kind(String action) {
    if (action.contains("LogDeliver")
        || action.contains("ResourcePolic")
        || action.equals("logs:DescribeLogGroups")) {
      return "logs:delivery";
    }
    if (action.startsWith("ec2:Describe")) {
      return "ec2:Describe";
    }
    return action.startsWith("xray:") ? "xray" : action;
  }
}
