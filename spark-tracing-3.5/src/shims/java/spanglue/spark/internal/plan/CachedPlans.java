package spanglue.spark.internal.plan;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.OneRowRelation;
import org.apache.spark.sql.execution.CacheManager;
import org.apache.spark.sql.execution.CachedData;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.apache.spark.sql.execution.columnar.CachedRDDBuilder;
import scala.collection.immutable.IndexedSeq;
import spanglue.spark.internal.ledger.ScalaValues;
import spanglue.tracing.spi.ProductLog;

/** Which plan a cache holds the rows of, which Spark 3.5 does not note on the cache itself. */
final class CachedPlans {
  private static final System.Logger LOG = ProductLog.of(CachedPlans.class);

  private CachedPlans() {}

  /** The analyzed plan; an empty one where nothing names it any more. */
  @SuppressWarnings("ReferenceEquality") // Two caches of like plans are equal, and two.
  static LogicalPlan of(CachedRDDBuilder cache) {
    if (cache.cachedPlan() instanceof AdaptiveSparkPlanExec adaptive) {
      return adaptive.context().qe().logical();
    }
    SparkSession session = cache.cachedPlan().session();
    if (session != null) {
      for (CachedData data : cached(session.sharedState().cacheManager())) {
        if (data.cachedRepresentation().cacheBuilder() == cache) {
          return data.plan();
        }
      }
    }
    return new OneRowRelation();
  }

  private static List<CachedData> cached(CacheManager manager) {
    try {
      Method cached = CacheManager.class.getDeclaredMethod("cachedData");
      cached.setAccessible(true);
      List<CachedData> list = new ArrayList<>();
      for (Object data : ScalaValues.<Object>list((IndexedSeq<?>) cached.invoke(manager))) {
        list.add((CachedData) data);
      }
      return list;
    } catch (ReflectiveOperationException e) {
      LOG.log(System.Logger.Level.DEBUG, "steps behind a cache are not named", e);
      return List.of();
    }
  }
}
