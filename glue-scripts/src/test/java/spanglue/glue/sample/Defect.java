package spanglue.glue.sample;

import java.util.Set;
import java.util.function.Consumer;

/**
 * One way in which a listing is not as it should be.
 *
 * @param name what it is, in words
 * @param perTenThousand how many listings of 10,000 have it; at least one has
 * @param rejected whether the cleaning rejects a listing for it
 * @param columns what it changes, or needs to keep
 * @param change puts it into a listing
 */
record Defect(
    String name,
    int perTenThousand,
    boolean rejected,
    Set<Column> columns,
    Consumer<Listing> change) {}
