package spanglue.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.regions.Region;

/** Whole events, as S3 and what may stand between it and the function send them. */
class EventsOfEveryShapeTest {
  private final StepFunctionsServer stepFunctions = new StepFunctionsServer();
  private final Invocation invocation = Invocation.with(null);

  @AfterEach
  void stop() {
    stepFunctions.close();
  }

  @Test
  void everyKeyIsStartedToTheLetter() {
    List<String> keys =
        JsonNode.parser().parse(Events.file("21-keys.json")).asArray().stream()
            .map(JsonNode::text)
            .toList();

    assertThat(handle(Events.file("21-event.json"))).hasSize(15).doesNotHaveDuplicates();
    assertThat(startedKeys()).isEqualTo(keys);
  }

  @Test
  void whatIsRefusedIsLoggedWithItsReason() {
    assertThat(handle(Events.file("21-refused.json"))).isEmpty();

    assertThat(invocation.log())
        .extracting(line -> line.get("Reason").text())
        .containsExactly(
            "unaddressable_key",
            "unaddressable_key",
            "unaddressable_key",
            "unaddressable_key",
            "unsupported_extension",
            "unsupported_extension",
            "unsupported_extension",
            "not_under_input",
            "unsupported_extension",
            "unsupported_extension",
            "unsupported_extension");
    assertThat(invocation.log())
        .allSatisfy(line -> assertThat(line.get("explanation").text()).isNotEmpty());
  }

  @Test
  void oneBadKeyHidesNoGoodOne() {
    assertThatThrownBy(() -> handle(Events.file("22-a-one-bad-key-among-good.json")))
        .hasMessageContainingAll("1 of 3 uploads", "'input/100%zz.csv' is not URL-encoded UTF-8");

    assertThat(startedKeys()).containsExactly("input/good-1.csv", "input/good-2.csv");
  }

  @Test
  void oneRecordWithoutATimeHidesNoGoodOne() {
    assertThatThrownBy(() -> handle(Events.file("22-b-no-event-time.json")))
        .hasMessageContainingAll("1 of 2 uploads", "input/no-time.csv: it has no eventTime");

    assertThat(startedKeys()).containsExactly("input/good.csv");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          null                                                                  | it has no members
          7                                                                     | it has no members
          {"eventName":"ObjectCreated:Put","s3":[]}                             | it has no key of its object
          {"eventName":"ObjectCreated:Put","s3":{"object":{"key":"input/b.csv"}}} | it has no name of its bucket
          {"s3":{"object":{"key":"input/b.csv"}}}                               | no eventName
          {"eventName":"ObjectCreated:Put","eventTime":"yesterday","s3":{"bucket":{"name":"b"},"object":{"key":"input/b.csv"}}} | 'yesterday', which dates the run, is no time
          {"eventName":"ObjectCreated:Put","eventTime":"2026-11-23T00:00:00Z","s3":{"bucket":{"name":"b"},"object":{"key":"input/%FF.csv"}}} | 'input/%FF.csv' is not URL-encoded
          {"eventName":"ObjectCreated:Put","eventTime":"2026-11-23T00:00:00Z","s3":{"bucket":{"name":"b"},"object":{"key":"input/b%2"}}} | 'input/b%2' is not URL-encoded
          """)
  void noBadRecordHidesAGoodOne(String bad, String message) {
    String event = Events.event(List.of(bad, Events.record("input/good.csv", 1, "")));

    assertThatThrownBy(() -> handle(event)).hasMessageContainingAll("1 of 2 uploads", message);
    assertThat(startedKeys()).containsExactly("input/good.csv");
  }

  @Test
  void theEventThatTestsANewNotificationStartsNothing() {
    assertThat(handle(Events.file("22-c-test-event.json"))).isEmpty();

    assertThat(stepFunctions.requests).isEmpty();
    assertThat(invocation.lines()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"22-d-by-sqs.json, aws:sqs", "22-e-by-sns.json, aws:sns"})
  void whatComesWrappedIsAnErrorThatNamesTheWrapper(String file, String source) {
    assertThatThrownBy(() -> handle(Events.file(file)))
        .hasMessageContaining("it is no record of S3: it comes by " + source);

    assertThat(stepFunctions.requests).isEmpty();
    assertThat(invocation.log())
        .singleElement()
        .satisfies(line -> assertThat(line.get("cause").text()).contains(source));
  }

  @Test
  void anEventByEventBridgeStartsARun() {
    assertThat(handle(Events.file("22-f-by-eventbridge.json"))).hasSize(1);

    assertThat(onlyInput().get("bucket").text()).isEqualTo("ingest");
    assertThat(onlyInput().get("key").text()).isEqualTo("input/x.csv");
    assertThat(onlyInput().get("run_date").text()).isEqualTo("2026-11-23");
  }

  @Test
  void eventBridgeEncodesNoKey() {
    handle(Events.file("22-f-by-eventbridge.json").replace("input/x.csv", "input/a+b%20c.csv"));

    assertThat(startedKeys()).containsExactly("input/a+b%20c.csv");
  }

  @Test
  void theVersionByEventBridgeCountsBeforeTheEtag() {
    String event = Events.file("22-f-by-eventbridge.json");
    String versioned = event.replace("\"etag\": \"e\"", "\"etag\": \"e\", \"version-id\": \"v7\"");

    assertThat(EventReader.read(event).get(0).upload().version()).isEqualTo("e");
    assertThat(EventReader.read(versioned).get(0).upload().version()).isEqualTo("v7");
  }

  @Test
  void aRemovedObjectStartsNothingAndThatIsSaid() {
    assertThat(handle(Events.file("22-g-removed.json"))).isEmpty();

    assertThat(stepFunctions.requests).isEmpty();
    assertThat(invocation.log())
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.get("message").text()).isEqualTo("ignored");
              assertThat(line.get("key").text()).isEqualTo("input/gone.csv");
              assertThat(line.get("event").text()).isEqualTo("ObjectRemoved:Delete");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ObjectRemoved:DeleteMarkerCreated",
        "ObjectRestore:Completed",
        "ObjectTagging:Put",
        "LifecycleExpiration:Delete",
        "ReducedRedundancyLostObject",
      })
  void nothingButAnUploadStartsARun(String name) {
    assertThat(handle(Events.uploads("input/a.csv").replace("ObjectCreated:Put", name))).isEmpty();

    assertThat(invocation.log().get(0).get("event").text()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ObjectCreated:CompleteMultipartUpload",
        "ObjectCreated:Copy",
        "s3:ObjectCreated:Put"
      })
  void everyWayOfUploadingDoes(String name) {
    String event = Events.uploads("input/a.csv").replace("ObjectCreated:Put", name);

    assertThat(handle(event)).hasSize(1);
  }

  @Test
  void aDeletionByEventBridgeStartsNothing() {
    String event = Events.file("22-f-by-eventbridge.json");

    assertThat(handle(event.replace("Object Created", "Object Deleted"))).isEmpty();
    assertThat(invocation.log().get(0).get("event").text()).isEqualTo("Object Deleted");
  }

  @Test
  void lowerCaseRecordsAreAnErrorThatNamesWhatWasFound() {
    assertThatThrownBy(() -> handle(Events.file("22-h-lower-case-records.json")))
        .hasMessageContaining("it has 'records'");

    assertThat(invocation.log())
        .singleElement()
        .satisfies(line -> assertThat(line.get("cause").text()).contains("'records'"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                            | it has no members
          {"Records":null}                              | it has 'Records'
          {"Records":{}}                                | it has 'Records'
          {"key1":"value1","key2":"value2"}             | it has 'key1', 'key2'
          {"source":"aws.events","detail-type":"Scheduled Event","detail":{}} | is of 'aws.events'
          []                                            | no JSON object
          "text"                                        | no JSON object
          {"Records":[                                  | no JSON object
          ``                                            | no JSON object
          """)
  void whatIsNoEventOfS3IsAnErrorThatSaysWhatItIs(String event, String message) {
    Throwable thrown = catchThrowable(() -> handle(event));

    assertThat(thrown).hasMessageStartingWith("the event can't be read: it is ");
    assertThat(thrown).hasMessageContaining(message);
    assertThat(thrown.getMessage().lines()).hasSize(1);
    assertThat(invocation.log()).hasSize(1);
  }

  @Test
  void anUnknownSizeIsNotNoBytes() {
    assertThat(handle(Events.file("22-i-size-unknown.json"))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "22-j-twice-and-out-of-order.json, 3",
    "22-k-odd-sequencers.json, 2",
  })
  void eachWriteOfAnObjectIsOneExecutionHoweverItsEventsCome(String file, int records) {
    assertThat(handle(Events.file(file))).hasSize(records);

    assertThat(Stream.of(invocation.log()).flatMap(List::stream))
        .filteredOn(line -> line.get("message").text().equals("started"))
        .extracting(line -> line.get("run_id").text())
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  @Test
  void theAnswerIsTheRunsAsJson() throws IOException {
    var answer = new ByteArrayOutputStream();
    byte[] event = Events.uploads("input/%C3%BC.csv").getBytes(StandardCharsets.UTF_8);

    function().handleRequest(new ByteArrayInputStream(event), answer, invocation);

    String run = stepFunctions.requests.get(0).text("name");
    assertThat(answer.toString(StandardCharsets.UTF_8)).isEqualTo("[\"" + run + "\"]");
  }

  private Map<String, JsonNode> onlyInput() {
    assertThat(stepFunctions.requests).hasSize(1);
    return stepFunctions.requests.get(0).input();
  }

  private List<String> startedKeys() {
    return stepFunctions.requests.stream().map(r -> r.input().get("key").text()).toList();
  }

  private List<String> handle(String event) {
    return function().handle(event, invocation);
  }

  private TriggerFunction function() {
    return new TriggerFunction(
        Map.of(FunctionSettings.STATE_MACHINE_ARN, StepFunctionsServer.STATE_MACHINE),
        ExecutionStarter.clientBuilder()
            .endpointOverride(stepFunctions.endpoint())
            .region(Region.EU_WEST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build());
  }
}
