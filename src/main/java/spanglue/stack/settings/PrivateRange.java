package spanglue.stack.settings;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A range of private IPv4 addresses that a VPC can have, with room for subnets of two zones. */
final class PrivateRange {
  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})/(1[678])");

  /** Of a subnet for jobs and one for collectors. */
  private static final int ADDRESSES_A_ZONE = (1 << 12) + (1 << 8);

  private PrivateRange() {}

  static Allowed<String> allowed() {
    return new Allowed<>(
        "a range of private addresses from /16 to /18, such as 10.1.0.0/16",
        text -> Optional.of(text).filter(PrivateRange::isOne));
  }

  /** For how many availability zones a range has room. */
  static int zones(String range) {
    return (1 << (32 - Integer.parseInt(range.replaceAll(".*/", "")))) / ADDRESSES_A_ZONE;
  }

  private static boolean isOne(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return false;
    }
    long address = 0;
    for (int octet = 1; octet <= 4; octet++) {
      int value = Integer.parseInt(parts.group(octet));
      if (value > 255 || parts.group(octet).matches("0[0-9]+")) {
        return false;
      }
      address = address << 8 | value;
    }
    long within = (1L << (32 - Integer.parseInt(parts.group(5)))) - 1;
    return (address & within) == 0 && isPrivate(address);
  }

  /** RFC 1918, and RFC 6598's shared addresses. */
  private static boolean isPrivate(long address) {
    return address >> 24 == 10
        || address >> 20 == (172 << 4 | 1)
        || address >> 16 == (192 << 8 | 168)
        || address >> 22 == (100 << 2 | 1);
  }
}
