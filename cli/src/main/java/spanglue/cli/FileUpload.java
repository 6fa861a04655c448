package spanglue.cli;

import java.nio.file.Path;
import spanglue.cli.aws.ObjectCreated;
import spanglue.tracing.TraceHeader;

/**
 * Brings a file into the bucket, to its notification.
 *
 * @param out the folder that holds the bucket
 */
record FileUpload(Path out, Uploader uploader, UploadNotifications notifications) {
  /**
   * Uploads and waits for this upload's own notification, whatever else the bucket tells of.
   *
   * @param root the trace, with no parent
   * @throws spanglue.cli.process.LocalException where the file cannot be put, or no notification
   *     comes
   */
  ObjectCreated upload(Path file, TraceHeader root) {
    notifications.leaveAside();
    return notifications.await(InputKey.upload(out, file, key -> uploader.upload(file, key, root)));
  }
}
