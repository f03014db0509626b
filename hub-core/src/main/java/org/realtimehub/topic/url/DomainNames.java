package org.realtimehub.topic.url;

import com.ibm.icu.text.IDNA;
import com.ibm.icu.util.ICUInputTooLongException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The domain parser of the URL Standard, section 3.3, over UTS #46. */
final class DomainNames {

  private static final IDNA UTS46 =
      IDNA.getUTS46Instance(IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ | IDNA.NONTRANSITIONAL_TO_ASCII);

  /** What ICU reports although CheckHyphens and VerifyDnsLength are false in URLs. */
  private static final Set<IDNA.Error> TOLERATED =
      EnumSet.of(
          IDNA.Error.LEADING_HYPHEN,
          IDNA.Error.TRAILING_HYPHEN,
          IDNA.Error.HYPHEN_3_4,
          IDNA.Error.EMPTY_LABEL,
          IDNA.Error.LABEL_TOO_LONG,
          IDNA.Error.DOMAIN_NAME_TOO_LONG);

  private DomainNames() {}

  /** The domain in ASCII, or null if it is none. */
  static @Nullable String toAscii(String domain) {
    String ascii = isAscii(domain) ? domain.toLowerCase(Locale.ROOT) : uts46(domain);
    if (ascii == null || ascii.isEmpty() || ascii.chars().anyMatch(DomainNames::isForbidden)) {
      return null;
    }
    return ascii;
  }

  private static @Nullable String uts46(String domain) {
    IDNA.Info info = new IDNA.Info();
    StringBuilder ascii = new StringBuilder();
    try {
      UTS46.nameToASCII(domain, ascii, info);
    } catch (ICUInputTooLongException e) {
      // A label of more than a thousand characters, whose encoding would take quadratic time.
      return null;
    }
    return TOLERATED.containsAll(info.getErrors()) ? ascii.toString() : null;
  }

  private static boolean isAscii(String value) {
    return value.chars().allMatch(c -> c < 0x80);
  }

  private static boolean isForbidden(int c) {
    return HostParser.isForbiddenInHost(c) || c < 0x20 || c == '%' || c >= 0x7f;
  }
}
