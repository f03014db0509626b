package org.realtimehub.config;

import io.netty.util.NetUtil;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The types a key can have. */
final class Types {
  private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#@\\s,*]+");
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("([A-Za-z0-9._-]{1,255}|\\[[0-9A-Fa-f:.%a-z]+])(:\\d{1,5})?");
  private static final Duration LONGEST = Duration.ofDays(3650);

  private Types() {}

  static Type<Integer> wholeNumber(int from, int to) {
    return new Type<>(
        to == Integer.MAX_VALUE
            ? "a whole number from " + from + " up"
            : "a whole number from " + from + " to " + to,
        Integer::valueOf,
        n -> n >= from && n <= to,
        String::valueOf);
  }

  static Type<Double> fraction() {
    return new Type<>(
        "a fraction from 0 to 1", Double::valueOf, n -> n >= 0 && n <= 1, String::valueOf);
  }

  static Type<Boolean> flag() {
    return new Type<>("true or false", Types::flag, b -> true, String::valueOf);
  }

  static Type<Long> size(long from, long to) {
    return new Type<>(
        "a size from " + Units.show(from) + " to " + Units.show(to) + " (bytes, KiB, MiB, GiB)",
        Units::size,
        n -> n >= from && n <= to,
        Units::show);
  }

  /** Any positive time. */
  static Type<Duration> time() {
    return time("a time longer than 0 such as 500ms, 30s, 5m or 24h", time -> !time.isZero());
  }

  /** A time where 0s, also written "off", means that the feature is off. */
  static Type<Duration> timeOrOff() {
    return time("a time such as 500ms, 30s, 5m or 24h, or 0s (off)", time -> true);
  }

  private static Type<Duration> time(String expected, Predicate<Duration> valid) {
    return new Type<>(
        expected,
        Units::time,
        valid.and(time -> !time.isNegative() && time.compareTo(LONGEST) <= 0),
        Units::show);
  }

  static Type<String> text(String expected, String pattern) {
    Predicate<String> valid = Pattern.compile(pattern).asMatchPredicate();
    return new Type<>(expected, s -> s, valid, s -> s);
  }

  static <E extends Enum<E>> Type<E> choice(Class<E> of) {
    List<String> names =
        Arrays.stream(of.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .toList();
    return new Type<>(
        "one of " + String.join(", ", names),
        text -> of.getEnumConstants()[index(names, text)],
        e -> true,
        e -> e.name().toLowerCase(Locale.ROOT));
  }

  static Type<String> oneOf(List<String> names) {
    return new Type<>("one of " + String.join(", ", names), s -> s, names::contains, s -> s);
  }

  /** An absolute http or https URL without user information, query or fragment. */
  static Type<URI> url() {
    return new Type<>(
        "an absolute http or https URL without query or fragment",
        URI::create,
        Types::isPlainUrl,
        URI::toString);
  }

  /** Like {@link #url()}, but nobody on the way can read or change what is sent there. */
  static Type<URI> secureUrl() {
    return new Type<>(
        "an https URL without query or fragment, or an http one on this machine (localhost, an"
            + " address 127.…, [::1])",
        URI::create,
        url -> isPlainUrl(url) && ("https".equals(url.getScheme()) || isLoopback(url.getHost())),
        URI::toString);
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
  }

  /** Like {@link #url()}, but to be fetched as it is, so a query is its own affair. */
  static Type<URI> link() {
    return new Type<>(
        "an absolute http or https URL",
        URI::create,
        url -> isWeb(url) && url.getRawFragment() == null,
        URI::toString);
  }

  static Type<String> host() {
    return text("a host name or an IP address", "[A-Za-z0-9._:%-]{1,255}");
  }

  static Type<String> hostAndPort() {
    return new Type<>(
        "a host name or an IP address, with :port or not",
        s -> s,
        s -> HOST_AND_PORT.matcher(s).matches(),
        s -> s);
  }

  /** The server's address alone: the rest has keys of its own, and secrets are not for URLs. */
  static Type<URI> redisUrl() {
    return new Type<>(
        "redis://host:port or rediss://host:port without user, password or database",
        URI::create,
        Types::isRedisUrl,
        URI::toString);
  }

  private static boolean isRedisUrl(URI url) {
    return ("redis".equals(url.getScheme()) || "rediss".equals(url.getScheme()))
        && url.getHost() != null
        && url.getRawUserInfo() == null
        && List.of("", "/").contains(url.getRawPath())
        && url.getRawQuery() == null
        && url.getRawFragment() == null;
  }

  static Type<String> cookieName() {
    return text("the name of a cookie", "[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");
  }

  static Type<String> origin() {
    return new Type<>(
        "an origin such as https://app.example, or \"*\"",
        s -> s,
        s -> s.equals("*") || ORIGIN.matcher(s).matches(),
        s -> s);
  }

  static Type<String> addressBlock() {
    return new Type<>(
        "an IP address or a block such as 10.0.0.0/8", s -> s, Types::isAddressBlock, s -> s);
  }

  static Type<Path> file() {
    return new Type<>(
        "the path of a file", Path::of, path -> !path.toString().isEmpty(), Path::toString);
  }

  static Type<Secret> secret() {
    return new Type<>("a key", Secret::new, s -> !s.value().isEmpty(), Secret::toString);
  }

  static <T> Type<List<T>> list(Type<T> element) {
    return new Type<>(
        "a list, each " + element.expected(),
        text ->
            Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .map(element.parse())
                .toList(),
        items -> items.stream().allMatch(element.valid()),
        items -> String.join(", ", items.stream().map(element.show()).toList()));
  }

  private static int index(List<String> names, String text) {
    int index = names.indexOf(text);
    if (index < 0) {
      throw new IllegalArgumentException("choice");
    }
    return index;
  }

  private static boolean flag(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException("flag");
    }
    return text.equals("true");
  }

  private static boolean isPlainUrl(URI url) {
    return isWeb(url) && url.getRawQuery() == null && url.getRawFragment() == null;
  }

  private static boolean isWeb(URI url) {
    return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
        && url.getHost() != null
        && url.getRawUserInfo() == null;
  }

  private static boolean isAddressBlock(String text) {
    int slash = text.indexOf('/');
    byte[] address =
        NetUtil.createByteArrayFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      return false;
    }
    String bits = slash < 0 ? "0" : text.substring(slash + 1);
    return bits.matches("\\d{1,3}") && Integer.parseInt(bits) <= address.length * 8;
  }
}
