package org.realtimehub.access;

/**
 * How much a token may ask the hub to keep in mind; a token beyond it is refused (draft-08,
 * Authorization Details).
 *
 * @param maxTokenLength characters of the compact serialisation
 * @param maxDetails Mercure authorization details; those of other types do not count
 * @param maxTopicsPerDetail matchers in one detail; in draft-07, in one claim
 * @param maxMatcherLength characters of one matcher
 */
public record TokenLimits(
    int maxTokenLength, int maxDetails, int maxTopicsPerDetail, int maxMatcherLength) {

  public static final TokenLimits DEFAULT = new TokenLimits(16_384, 100, 1_000, 2_048);

  public TokenLimits {
    requirePositive("maxTokenLength", maxTokenLength);
    requirePositive("maxDetails", maxDetails);
    requirePositive("maxTopicsPerDetail", maxTopicsPerDetail);
    requirePositive("maxMatcherLength", maxMatcherLength);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, is " + value);
    }
  }
}
