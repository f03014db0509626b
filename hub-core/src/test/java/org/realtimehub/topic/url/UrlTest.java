package org.realtimehub.topic.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UrlTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "HTTPS://EXAMPLE.com:443/../x -> https://example.com/x",
        "https:example.org -> https://example.org/",
        "https://////example.com/// -> https://example.com///",
        "https://example.com/././foo -> https://example.com/foo",
        "https://example.com/a/%2E%2e/b -> https://example.com/b",
        "https://example.com/a/.%2e -> https://example.com/",
        "https://example.com\\a\\b?c\\d -> https://example.com/a/b?c\\d",
        "https://example.com/foo bar^{}` -> https://example.com/foo%20bar%5E%7B%7D%60",
        "https://user:pa:ss@example.org/ -> https://user:pa%3Ass@example.org/",
        "https://a@b@c/ -> https://a%40b@c/",
        "https://example.com?q=\u00e9'#'`\u00e9 -> https://example.com/?q=%C3%A9%27#'%60%C3%A9",
        "https://caf\u00e9.com -> https://xn--caf-dma.com/",
        "https://fa\u00df.ExAmPlE/ -> https://xn--fa-hia.example/",
        "https://a--b.-c-.example/ -> https://a--b.-c-.example/",
        "https://%65xample.com/ -> https://example.com/",
        "http://0x7f.1 -> http://127.0.0.1/",
        "http://1.2.3 -> http://1.2.0.3/",
        "http://0300.168.0.0xF0. -> http://192.168.0.240/",
        "http://4294967295/ -> http://255.255.255.255/",
        "http://[1:0::0:1]:080/ -> http://[1::1]/",
        "http://[::FFFF:1.2.3.4]/ -> http://[::ffff:102:304]/",
        "http://[0:f:0:0:f:f:0:0] -> http://[0:f::f:f:0:0]/",
        "hello:world -> hello:world",
        "urn:isbn:0 ?x y -> urn:isbn:0%20?x%20y",
        "data:text/plain,a b\u00e9 -> data:text/plain,a b%C3%A9",
        "git://GitHub.com:22/x/../y -> git://GitHub.com:22/y",
        "git://ex%41mple|x -> null",
        "git://exa^mple -> null",
        "git://%41\u00e9/ -> git://%41%C3%A9/",
        "foo:///a/../../b -> foo:///b",
        "foo:/a/..//b -> foo:/.//b",
        "foo:/..//b/c -> foo:/.//b/c",
        "foo://h -> foo://h",
        "foo://h?a'b -> foo://h?a'b",
        "foo:// /x -> null",
        "file:///C|/demo/../.. -> file:///C:/",
        "file://localhost/x -> file:///x",
        "file:c:\\foo\\bar -> file:///c:/foo/bar",
        "file://host/x -> file://host/x",
      })
  void parse_absoluteUrl_givesTheCanonicalForm(String input, String expected) {
    Optional<String> parsed = Url.parse(input).map(Url::toString);
    assertThat(parsed.orElse("null")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/path",
        "example.com",
        "https://",
        "https://:80/",
        "https://user@/",
        "https://ex ample.org/",
        "https://ex%20ample.org/",
        "https://a%2Fb/",
        "https://exa%mple.com/",
        "https://example.com:65536/",
        "https://example.com:80a/",
        "https://[::1",
        "https://[1:2:3:4:5:6:7:8:9]/",
        "https://[::1%25eth0]/",
        "https://[1::2::3]/",
        "https://[::1.2.3]/",
        "https://[::01.2.3.4]/",
        "https://[:1]/",
        "https://1.2.3.4.5/",
        "https://256.0.0.1/",
        "https://4294967296/",
        "https://example.09/",
        "https://1.2.3.08/",
        "https://xn--\u00e9/",
        "https://\u00ad/",
        "https://\ufffd/",
        "https://\ud83d/",
        "1https://example.com/",
      })
  void parse_noAbsoluteUrl_isRefused(String input) {
    assertThat(Url.parse(input)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      value = {
        "'' -> http://u:p@h/a/b?q",
        "? -> http://u:p@h/a/b?",
        "?x -> http://u:p@h/a/b?x",
        "#x -> http://u:p@h/a/b?q#x",
        "c -> http://u:p@h/a/c",
        ". -> http://u:p@h/a/",
        ".. -> http://u:p@h/",
        "../../../c/. -> http://u:p@h/c/",
        "/c -> http://u:p@h/c",
        "//other/c -> http://other/c",
        "\\\\other\\c -> http://other/c",
        "///other/c -> http://other/c",
        "http:c -> http://u:p@h/a/c",
        "http:/c -> http://u:p@h/c",
        "http:\\\\other -> http://other/",
        "https:c -> https://c/",
        "hello:world -> hello:world",
        "c:d -> c:d",
        "' \u0001c' -> http://u:p@h/a/c",
      })
  void parse_relativeReference_isResolved(String reference, String expected) {
    Url base = Url.parse("http://u:p@h:80/a/b?q#f").orElseThrow();
    assertThat(Url.parse(reference, base).orElseThrow()).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      value = {
        ".. -> file:///C:/",
        "/d -> file:///C:/d",
        "D|/x -> file:///D:/x",
        "x -> file:///C:/x",
        "//h/x -> file://h/x",
        "?x -> file:///C:/demo?x",
      })
  void parse_referenceToFile_keepsTheDrive(String reference, String expected) {
    Url base = Url.parse("file:///C:/demo").orElseThrow();
    assertThat(Url.parse(reference, base).orElseThrow()).hasToString(expected);
  }

  @Test
  void parse_baseWithOpaquePath_takesFragmentsOnly() {
    Url base = Url.parse("urn:x?q").orElseThrow();
    assertThat(Url.parse("#f", base).orElseThrow()).hasToString("urn:x?q#f");
    assertThat(Url.parse("y", base)).isEmpty();
    assertThat(Url.parse("", base)).isEmpty();
  }

  @Test
  void parse_tabsAndNewlines_areIgnored() {
    assertThat(Url.parse(" ht\ntps://exa\tmple.com/\r\n ").orElseThrow())
        .hasToString("https://example.com/");
  }

  @Test
  void parse_endlessNumberAsHost_isRefusedQuickly() {
    assertThat(Url.parse("http://" + "9".repeat(1_000_000))).isEmpty();
    assertThat(Url.parse("http://" + "0".repeat(1_000_000) + "7").orElseThrow())
        .hasToString("http://0.0.0.7/");
  }

  @Test
  void parse_overlongLabelBeyondAscii_isRefused() {
    assertThat(Url.parse("https://" + "\u00e9".repeat(4000) + ".com/")).isEmpty();
    assertThat(Url.parse("https://xn--" + "a".repeat(4000) + ".\u00e9/")).isEmpty();
  }

  @Test
  void comparable_decodesUnreservedOnceAndRemovesDotSegments() {
    assertThat(UrlPaths.comparable("/a/%2e%2E/%62/%2Fc/%2561/.")).isEqualTo("/b/%2Fc/%2561/");
    assertThat(UrlPaths.comparable("/../..")).isEqualTo("/");
    assertThat(UrlPaths.comparable("a/../../b")).isEqualTo("/b");
    assertThat(UrlPaths.comparable("%4")).isEqualTo("%4");
  }
}
