package spanglue.stack;

/** List prices in US$, us-east-1, as AWS's public pages had them on the date below. */
final class Prices {
  static final String DATE = "2026-11-22";
  static final double HOURS_A_MONTH = 730;

  static final double FARGATE_ARM_VCPU_HOUR = 0.03238;
  static final double FARGATE_ARM_GB_HOUR = 0.00356;
  static final double FARGATE_X86_VCPU_HOUR = 0.04048;
  static final double FARGATE_X86_GB_HOUR = 0.004445;
  static final double PUBLIC_IPV4_HOUR = 0.005;
  static final double NAT_GATEWAY_HOUR = 0.045;
  static final double INTERFACE_ENDPOINT_HOUR = 0.01;
  static final double KEY_MONTH = 1;
  static final double PRIVATE_ZONE_MONTH = 0.50;
  static final double ALARM_METRIC_MONTH = 0.10;
  static final double CUSTOM_METRIC_MONTH = 0.30;
  static final double THOUSAND_METRIC_CALLS = 0.01;
  static final double DASHBOARD_MONTH = 3;
  static final int FREE_DASHBOARDS = 3;
  static final double VENDED_LOGS_GB = 0.50;
  static final double LOGS_GB = 0.50;

  /** Glue 6.0, from the 0.44 of earlier versions less the 30 % that AWS names. */
  static final double GLUE_DPU_HOUR = 0.308;

  static final double STATE_TRANSITION = 0.000025;

  private Prices() {}
}
