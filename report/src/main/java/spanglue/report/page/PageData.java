package spanglue.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a page shows of one run. What is not known is empty or null, and is not drawn.
 *
 * @param title the run's name
 * @param facts what is told under the title, in its order
 * @param parts where the time went, in the run's order; they sum to the whole
 * @param spans the trace; empty where {@code runs} alone tell of the run
 * @param runs run documents, such as one of each job
 * @param records what became of the rows that were read
 * @param findings what the run could do better, a sentence each
 * @param links to the data
 * @param notes what could not be read or known, a sentence each
 */
public record PageData(
    String title,
    Verdict verdict,
    List<Fact> facts,
    List<Part> parts,
    List<Span> spans,
    List<Run> runs,
    @Nullable Records records,
    List<String> findings,
    List<Link> links,
    List<String> notes) {

  /** How it went, of a run or of a span. */
  public enum Status {
    SUCCEEDED,
    FAILED,
    CANCELLED,
    /** It had not ended when it was last heard of. */
    INCOMPLETE,
    UNKNOWN
  }

  /**
   * How the run went.
   *
   * @param cause why it did not succeed; null where it did, or where that is not known
   */
  public record Verdict(Status status, @Nullable String cause) {}

  /** A label and its value, such as {@code Trace} and its id. */
  public record Fact(String label, String value) {}

  /** A part of the run's time. */
  public record Part(String name, double seconds) {}

  /**
   * A span.
   *
   * @param parentId null, or the id of a span that is not there, for a root
   * @param startMillis since the epoch, with fractions
   * @param isOnCriticalPath where no span is, the page reckons the path
   * @param attributes text, numbers, booleans, and lists of them
   */
  public record Span(
      String id,
      @Nullable String parentId,
      String name,
      String service,
      double startMillis,
      double endMillis,
      Status status,
      boolean isOnCriticalPath,
      Map<String, ?> attributes) {}

  /**
   * A run document.
   *
   * @param label what it is of, such as the job
   * @param json as {@code run-document.schema.json} says
   */
  public record Run(String label, String json) {}

  /**
   * Rows: those read are those cleaned, those that were duplicates, and those rejected.
   *
   * @param rejected by reason
   */
  public record Records(long read, long cleaned, long duplicate, Map<String, Long> rejected) {}

  /**
   * A link.
   *
   * @param address relative to the page, or of http, https or file; any other is shown and is no
   *     link
   */
  public record Link(String label, String address) {}

  /** Begins a page. */
  public static Builder builder(String title) {
    return new Builder(title);
  }

  /** Takes what is known; what is not given is not drawn. */
  public static final class Builder {
    private final String title;
    private Verdict verdict = new Verdict(Status.UNKNOWN, null);
    private final List<Fact> facts = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final List<Span> spans = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private @Nullable Records records;
    private final List<String> findings = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private Builder(String title) {
      this.title = title;
    }

    public Builder verdict(Status status, @Nullable String cause) {
      this.verdict = new Verdict(status, cause);
      return this;
    }

    public Builder fact(String label, String value) {
      facts.add(new Fact(label, value));
      return this;
    }

    public Builder part(String name, double seconds) {
      parts.add(new Part(name, seconds));
      return this;
    }

    public Builder span(Span span) {
      spans.add(span);
      return this;
    }

    public Builder run(String label, String json) {
      runs.add(new Run(label, json));
      return this;
    }

    public Builder records(@Nullable Records of) {
      this.records = of;
      return this;
    }

    public Builder finding(String sentence) {
      findings.add(sentence);
      return this;
    }

    public Builder link(String label, String address) {
      links.add(new Link(label, address));
      return this;
    }

    public Builder note(String sentence) {
      notes.add(sentence);
      return this;
    }

    public PageData build() {
      return new PageData(
          title,
          verdict,
          List.copyOf(facts),
          List.copyOf(parts),
          List.copyOf(spans),
          List.copyOf(runs),
          records,
          List.copyOf(findings),
          List.copyOf(links),
          List.copyOf(notes));
    }
  }
}
