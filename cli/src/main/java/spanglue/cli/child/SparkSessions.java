package spanglue.cli.child;

/** Spark's session in this process, by reflection: the scripts' class path alone has Spark. */
final class SparkSessions {
  private static final String SESSION = "org.apache.spark.sql.SparkSession";

  private SparkSessions() {}

  /**
   * Starts a session, has it count one row and stops it: what every job's first seconds go to,
   * classes and their first use, is over then. Where there is no Spark it does nothing.
   */
  static void warmUp() throws ReflectiveOperationException {
    if (!isThere()) {
      return;
    }
    Object builder = Class.forName(SESSION).getMethod("builder").invoke(null);
    Object session = builder.getClass().getMethod("getOrCreate").invoke(builder);
    Object rows = session.getClass().getMethod("range", long.class).invoke(session, 1L);
    rows.getClass().getMethod("count").invoke(rows);
    stop();
  }

  /** Stops the session that a script has left, so that the next one has its own. */
  static void stop() throws ReflectiveOperationException {
    if (!isThere()) {
      return;
    }
    Object found = Class.forName(SESSION).getMethod("getDefaultSession").invoke(null);
    if ((boolean) found.getClass().getMethod("isDefined").invoke(found)) {
      Object session = found.getClass().getMethod("get").invoke(found);
      session.getClass().getMethod("stop").invoke(session);
    }
  }

  private static boolean isThere() {
    try {
      Class.forName(SESSION, false, SparkSessions.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
