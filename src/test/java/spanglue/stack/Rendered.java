package spanglue.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A template's texts as a deployment to some region would fill them in. */
record Rendered(String region) {
  static final Rendered IRELAND = new Rendered("eu-west-1");

  /** The text of a value; {@code *} stands for what is known only when it is deployed. */
  String text(JsonNode value) {
    if (value.has("Fn::Join")) {
      String between = value.at("/Fn::Join/0").asText();
      return StreamSupport.stream(value.at("/Fn::Join/1").spliterator(), false)
          .map(this::text)
          .collect(Collectors.joining(between));
    }
    if (value.isValueNode()) {
      return value.asText();
    }
    return switch (value.path("Ref").asText()) {
      case "AWS::Partition" -> "aws";
      case "AWS::Region" -> region;
      case "AWS::AccountId" -> "111122223333";
      case "AWS::URLSuffix" -> "amazonaws.com";
      default -> "*";
    };
  }
}
