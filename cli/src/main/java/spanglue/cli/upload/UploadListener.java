package spanglue.cli.upload;

/** Told how an upload comes on, by several threads. */
public interface UploadListener {
  /** Nobody looks. */
  UploadListener NONE =
      new UploadListener() {
        @Override
        public void resumed(long bytes) {}

        @Override
        public void sent(long bytes) {}
      };

  /** An earlier try has brought so many bytes, which are not sent again. */
  void resumed(long bytes);

  /** So many bytes of the file have been sent, or were there. */
  void sent(long bytes);
}
