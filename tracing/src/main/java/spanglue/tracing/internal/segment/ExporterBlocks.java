package spanglue.tracing.internal.segment;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the collector's exporter may add to a document for attributes that it takes for a call's or
 * a platform's, bounded from above. {@link SegmentDocument} counts them as metadata; the exporter
 * puts them into blocks of their own, or shows them twice. So each counts once more, and with it
 * the whole block that it may be in. What would make two documents of a span ({@code
 * aws.span.kind}) is no attribute that a span of this library can have.
 */
final class ExporterBlocks {
  /** A name or a call to AWS. */
  private static final Block CALL =
      new Block(
          "peer\\.service|rpc\\..+|messaging\\.url"
              + "|aws\\.(service|local\\..+|remote\\..+|dynamodb\\.table_names)",
          "'namespace':'remote','queue_url':,'table_names':,");

  /** Its cause, {@code http.status_text}, takes less than the block and the keys leave over. */
  private static final Block HTTP =
      new Block(
          "(http|url|net|network|server|client|user_agent)\\..+|host\\.name",
          "'http':{'request':{'x_forwarded_for':true,'method':,'url':'http://:/?',"
              + "'user_agent':,'client_ip':},"
              + "'response':{'status':,'content_length':9223372036854775807}},");

  private static final Block SQL =
      new Block(
          "db\\..+",
          "'sql':{'connection_string':'localhost/','url':,'sanitized_query':,'database_type':,"
              + "'user':},@");

  /** By keys with their values, {@code key=value}. */
  private static final List<Block> PLATFORMS =
      List.of(
          new Block(
              "host\\..+|cloud\\.platform=aws_ec2",
              "'origin':'AWS::EC2::Instance','ec2':{'instance_id':'','availability_zone':'',"
                  + "'instance_size':'','ami_id':''},"),
          new Block(
              "cloud\\.platform=aws_ecs",
              "'origin':'AWS::ECS::Container','ecs':{'container':,'container_id':,'task_arn':,"
                  + "'task_family':,'cluster_arn':,'container_arn':,'availability_zone':,"
                  + "'launch_type':},"),
          new Block(
              "k8s\\..+|cloud\\.platform=aws_eks",
              "'origin':'AWS::EKS::Container',"
                  + "'eks':{'cluster_name':'','pod':'','container_id':''},"),
          new Block(
              "cloud\\.platform=aws_elastic_beanstalk",
              "'origin':'AWS::ElasticBeanstalk::Environment','elastic_beanstalk':{"
                  + "'environment_name':'','version_label':'','deployment_id':''},"),
          new Block("cloud\\.platform=aws_app_runner", "'origin':'AWS::AppRunner::Service',"),
          new Block("container\\.image\\.tags?=.*", "'service':{'version':},"));

  /** The exporter reads the JSON in it, and writes a number such as 1e20 in full. */
  private static final Block METADATA = new Block("aws\\.xray\\.metadata\\..+", "");

  private ExporterBlocks() {}

  /** Bytes; 0 for a span that has none of these attributes. */
  static int size(SpanData span) {
    Attributes attributes = span.getAttributes();
    int sql = SQL.size(attributes);
    // The exporter shows the span's name as the URL of a query.
    int query = sql == 0 ? 0 : sql + SegmentJson.size(span.getName());
    return CALL.size(attributes)
        + HTTP.size(attributes)
        + query
        + 4 * METADATA.size(attributes)
        + ofPlatform(span.getResource().getAttributes());
  }

  /** A platform's block may show any of the resource's attributes. */
  private static int ofPlatform(Attributes resource) {
    int all = 0;
    for (Block block : PLATFORMS) {
      all += block.sizeWithAll(resource);
    }
    return all;
  }

  /** A block of a document, by the attributes that it shows. */
  private static final class Block {
    private final Pattern shown;
    private final int withoutValues;

    Block(String shown, String withoutValues) {
      this.shown = Pattern.compile(shown);
      this.withoutValues = withoutValues.length();
    }

    /** With the values of the attributes that it shows; 0 where there is none. */
    int size(Attributes attributes) {
      int[] values = {0};
      attributes.forEach(
          (key, value) -> {
            if (shown.matcher(key.getKey()).matches()) {
              values[0] += SegmentJson.size(value);
            }
          });
      return values[0] == 0 ? 0 : withoutValues + values[0];
    }

    /** With all values, if there is an attribute that it shows; else 0. */
    int sizeWithAll(Attributes attributes) {
      Map<AttributeKey<?>, Object> all = attributes.asMap();
      boolean shows =
          all.entrySet().stream()
              .map(entry -> entry.getKey().getKey() + "=" + entry.getValue())
              .anyMatch(entry -> shown.matcher(entry).matches());
      return shows ? withoutValues + all.values().stream().mapToInt(SegmentJson::size).sum() : 0;
    }
  }
}
