package spanglue.glue.read;

import java.io.Closeable;
import java.io.IOException;

/** The data records of a range, one after the other. */
interface Records extends Closeable {

  /**
   * Moves on to the next record; false when there is none.
   *
   * @throws RecordTooLongException where the record is longer than the bound
   */
  boolean next() throws IOException;

  /** The current record's number in its file, from 1 on. */
  long position();

  /** The current record as it stands in the file, without what parts it from its neighbours. */
  String text();
}
