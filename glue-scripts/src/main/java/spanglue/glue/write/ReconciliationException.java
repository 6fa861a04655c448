package spanglue.glue.write;

/** Rows were lost or doubled: nothing that this attempt wrote is to be trusted. */
public final class ReconciliationException extends RuntimeException {
  ReconciliationException(String message) {
    super(message + "; no manifest is written, so no reader takes this run for whole");
  }
}
