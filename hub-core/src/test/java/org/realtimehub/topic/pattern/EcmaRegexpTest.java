package org.realtimehub.topic.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EcmaRegexpTest {

  private static boolean matches(String source, String input) throws InvalidPatternException {
    return Pattern.compile(EcmaRegexp.translate(source).re2()).matches(input);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiterString = " ~ ",
      value = {
        "abc ~ abc ~ abd",
        "a|b|cd ~ cd ~ c",
        "a.c ~ a-c ~ ac",
        "a\\.c ~ a.c ~ abc",
        "\\d+\\D ~ 42x ~ 42",
        "\\w+\\W ~ a_1- ~ a-b",
        "\\S\\s ~ \"a \" ~ ab",
        "[a-c]+ ~ abc ~ abd",
        "[^a-c]+ ~ xyz ~ xay",
        "[\\-\\/\\]]+ ~ -/] ~ a",
        "[\\d&&[0-1]] ~ 0 ~ 3",
        "[[a-z]--a] ~ b ~ a",
        "[[a-z]--[aeiou]--z] ~ b ~ z",
        "[a[^\\x61-\\x7a]] ~ A ~ b",
        "[_[a-c]&] ~ & ~ d",
        "[\\w--\\d]+ ~ ab_ ~ a1",
        "[^[a-c]] ~ d ~ a",
        "\\p{Lu}\\p{Ll} ~ Aa ~ aA",
        "\\P{L} ~ 1 ~ a",
        "[\\p{ASCII_Hex_Digit}--\\p{Lu}] ~ a ~ A",
        "\\p{Script=Latin} ~ a ~ 1",
        "\\p{scx=Latn} ~ a ~ -",
        "\\p{General_Category=Decimal_Number} ~ 1 ~ a",
        "\\p{Alphabetic}\\p{Any}\\p{ASCII}\\p{Assigned} ~ a1b2 ~ 1abc",
        "\\x41\\u0042\\u{43}\\cA? ~ ABC ~ abc",
        "\\u{1F600}?x ~ x ~ y",
        "\\uD83D\\uDE00?x ~ x ~ y",
        "a{2} ~ aa ~ aaa",
        "a{2,} ~ aaaa ~ a",
        "a{1,2}? ~ aa ~ aaa",
        "(?:ab)+? ~ abab ~ aba",
        "(?<name>a)b ~ ab ~ b",
        "(?i:ab)c ~ ABc ~ ABC",
        "(?i:a(?-i:b)) ~ Ab ~ AB",
        "(?i:[[a-c]&&[B-D]]) ~ B ~ D",
        "^a$ ~ a ~ b",
        "a\\b-\\B- ~ a-- ~ a-b",
        "(?:)*a ~ a ~ b",
        "(?:|a)+ ~ aaa ~ b",
        "a{0}b ~ b ~ ab",
        "[] ~ - ~ -",
      })
  void translate_keepsTheMeaning(String source, String matching, String missing) throws Exception {
    boolean emptyClass = source.equals("[]");
    assertThat(matches(source, matching)).isNotEqualTo(emptyClass);
    assertThat(matches(source, missing)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a**",
        "*",
        "+a",
        "?",
        "a{2}{3}",
        "{",
        "}",
        "]",
        "a{,2}",
        "a{2,1}",
        "a{x}",
        "^*",
        "\\b+",
        "[a",
        "(a",
        "a)",
        "[b-a]",
        "[a-]",
        "[/]",
        "[(]",
        "[a|b]",
        "[a-\\d]",
        "[a&&]",
        "[a&&&b]",
        "[a--]",
        "[a--b&&c]",
        "[ab--c]",
        "[a-z--b]",
        "[!!]",
        "[**]",
        "\\-",
        "\\a",
        "\\H",
        "\\m",
        "\\c1",
        "\\x4",
        "\\u{110000}",
        "\\u{}",
        "\\u12",
        "\\00",
        "\\p",
        "\\pL",
        "\\p{}",
        "\\p{lu}",
        "\\p{Script}",
        "\\p{Script=}",
        "\\p{sc=latin}",
        "\\p{Foo=Bar}",
        "\\p{gc=NoSuch}",
        "(?<1>a)",
        "(?<>a)",
        "(?<a>a)(?<a>b)",
        "(?ii:a)",
        "(?x:a)",
        "(?-:a)",
        "(?i-i:a)",
        "\\"
      })
  void translate_malformed_isRefused(String source) {
    assertThatThrownBy(() -> EcmaRegexp.translate(source))
        .isInstanceOf(InvalidPatternException.class);
  }
}
