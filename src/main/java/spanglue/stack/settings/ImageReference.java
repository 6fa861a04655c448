package spanglue.stack.settings;

/** What names a container's image: {@code [host[:port]/]path[:tag][@digest]}. */
final class ImageReference {
  private static final String HOST_PART = "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?";
  private static final String HOST = HOST_PART + "(\\." + HOST_PART + ")*(:[0-9]{1,5})?";
  private static final String PATH_PART = "[a-z0-9]+((\\.|__?|-+)[a-z0-9]+)*";
  private static final String PATH = PATH_PART + "(/" + PATH_PART + ")*";
  private static final String TAG = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}";
  private static final String DIGEST = "sha256:[0-9a-f]{64}";

  private ImageReference() {}

  static Allowed<String> allowed() {
    return Allowed.of(
        "(" + HOST + "/)?" + PATH + "(:" + TAG + ")?(@" + DIGEST + ")?",
        "an image's name, such as registry.example.org/collector:v1");
  }
}
