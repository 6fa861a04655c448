package spanglue.glue.read;

/** A record is longer than the bound that keeps memory bounded. */
public final class RecordTooLongException extends RecordFileException {

  /**
   * @param position the record's number: a CSV's header is 0, the first data record 1
   */
  RecordTooLongException(String file, long position, int maxRecordBytes) {
    super(
        (position == 0 ? "the header of " : "record " + position + " of ")
            + file
            + " is longer than "
            + maxRecordBytes
            + " bytes, the longest record accepted; look for a quote that opens there and never"
            + " closes, or raise the bound");
  }
}
