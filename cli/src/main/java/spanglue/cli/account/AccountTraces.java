package spanglue.cli.account;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.QueryStatus;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResultField;
import software.amazon.awssdk.services.xray.XRayClient;
import software.amazon.awssdk.services.xray.model.Segment;
import spanglue.cli.process.ExitStatus;
import spanglue.cli.process.Json;
import spanglue.cli.process.LocalException;
import spanglue.cli.trace.OtlpSpanJson;
import spanglue.cli.trace.SegmentDocuments;
import spanglue.cli.trace.Trace;
import spanglue.cli.trace.TraceSpan;
import spanglue.tracing.TraceHeader;

/**
 * The traces of an account: X-Ray's own, and those that Transaction Search keeps as spans in a log
 * group, of which X-Ray itself answers only the few that it indexes.
 */
public final class AccountTraces {
  private static final String SPANS = "aws/spans";
  private static final int MOST_SPANS = 10_000;
  private static final Duration KEPT = Duration.ofDays(30);
  private static final Duration LONGEST = Duration.ofDays(4);
  private static final Set<QueryStatus> RUNNING =
      Set.of(QueryStatus.SCHEDULED, QueryStatus.RUNNING, QueryStatus.UNKNOWN);

  private final Account account;
  private final Polling polling;

  public AccountTraces(Account account, Polling polling) {
    this.account = account;
    this.polling = polling;
  }

  /**
   * The trace of that id.
   *
   * @throws LocalException where it is nowhere, or may not be asked for
   */
  public Trace get(TraceHeader header) {
    List<TraceSpan> segments = segments(header.xrayTraceId());
    if (!segments.isEmpty()) {
      return new Trace(header.traceId(), "X-Ray, " + account.region(), segments);
    }
    List<TraceSpan> spans = spans(header);
    if (!spans.isEmpty()) {
      return new Trace(
          header.traceId(), "Transaction Search, " + account.region() + ", " + SPANS, spans);
    }
    throw missing(
        header, "the log group " + SPANS + " of Transaction Search has none of its spans");
  }

  private List<TraceSpan> segments(String xrayTraceId) {
    List<TraceSpan> spans = new ArrayList<>();
    try (XRayClient client = account.xray()) {
      AwsErrors.told(
              "get trace " + xrayTraceId + " from X-Ray in " + account.region(),
              () ->
                  client
                      .batchGetTracesPaginator(request -> request.traceIds(xrayTraceId))
                      .traces()
                      .stream()
                      .toList())
          .forEach(
              trace -> {
                for (Segment segment : trace.segments()) {
                  spans.addAll(SegmentDocuments.of(Json.read(segment.document())));
                }
              });
    }
    return spans;
  }

  private List<TraceSpan> spans(TraceHeader header) {
    try (CloudWatchLogsClient client = account.logs()) {
      String query = start(client, header);
      GetQueryResultsResponse results =
          polling.until(
              () -> {
                GetQueryResultsResponse answer =
                    AwsErrors.<GetQueryResultsResponse>told(
                        "read what the query of log group " + SPANS + " found",
                        () -> client.getQueryResults(request -> request.queryId(query)));
                return RUNNING.contains(answer.status()) ? null : answer;
              });
      if (results == null || results.status() != QueryStatus.COMPLETE) {
        throw new LocalException(
            ExitStatus.UNAVAILABLE,
            "the query of log group "
                + SPANS
                + (results == null ? " does not end" : " ended as " + results.statusAsString())
                + "; try the same command again");
      }
      List<TraceSpan> spans = new ArrayList<>();
      for (List<ResultField> row : results.results()) {
        row.stream()
            .filter(field -> field.field().equals("@message"))
            .forEach(field -> spans.add(OtlpSpanJson.ofSpan(Json.read(field.value()))));
      }
      return spans;
    }
  }

  private String start(CloudWatchLogsClient client, TraceHeader header) {
    Instant began = began(header, Instant.now());
    Instant end = began.plus(LONGEST);
    Instant now = Instant.now().plus(Duration.ofMinutes(1));
    try {
      return AwsErrors.told(
          "query log group " + SPANS + " of Transaction Search in " + account.region(),
          () ->
              client
                  .startQuery(
                      request ->
                          request
                              .logGroupName(SPANS)
                              .startTime(began.minus(Duration.ofHours(1)).getEpochSecond())
                              .endTime((end.isBefore(now) ? end : now).getEpochSecond())
                              .limit(MOST_SPANS)
                              .queryString(
                                  "fields @message | filter traceId = \""
                                      + header.traceId()
                                      + "\""))
                  .queryId());
    } catch (LocalException e) {
      if (e.getCause() instanceof ResourceNotFoundException) {
        throw missing(header, "Transaction Search is off: there is no log group " + SPANS);
      }
      throw e;
    }
  }

  /** X-Ray's ids tell it; W3C's need not, and then it is as long ago as anything is kept. */
  private static Instant began(TraceHeader header, Instant now) {
    Instant told = Instant.ofEpochSecond(Long.parseLong(header.traceId().substring(0, 8), 16));
    Instant oldest = now.minus(KEPT);
    return told.isBefore(oldest) || told.isAfter(now) ? oldest : told;
  }

  private LocalException missing(TraceHeader header, String further) {
    return new LocalException(
        ExitStatus.NOT_FOUND,
        "X-Ray in "
            + account.region()
            + " has no trace "
            + header.xrayTraceId()
            + ", and "
            + further
            + "; X-Ray shows a trace some seconds after it began, and for 30 days: look at --region"
            + " and --profile, or try again");
  }
}
