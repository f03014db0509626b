package org.realtimehub.topic.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UriTemplateTest {

  /** Mostly the examples of RFC 6570, section 3.2, read backwards. */
  @ParameterizedTest
  @CsvSource(
      delimiterString = " matches ",
      value = {
        "{var} matches value",
        "{hello} matches Hello%20World%21",
        "O{empty}X matches OX",
        "map?{x,y} matches map?1024,768",
        "{var:3} matches val",
        "{var:30} matches value",
        "{list} matches red,green,blue",
        "{keys*} matches semi=%3B,dot=.,comma=%2C",
        "{+path}/here matches /foo/bar/here",
        "here?ref={+path} matches here?ref=/foo/bar",
        "{+x,hello,y} matches 1024,Hello%20World!,768",
        "{#path,x}here matches #/foo/bar,1024here",
        "{#keys*} matches #semi=;,dot=.,comma=,",
        "foo{#empty} matches foo#",
        "foo{#undef} matches foo",
        "X{.x,y} matches X.1024.768",
        "X{.list*} matches X.red.green.blue",
        "X{.keys*} matches X.semi=%3B.dot=..comma=%2C",
        "X{.undef} matches X",
        "{/var} matches /value",
        "{/var,x}/here matches /value/1024/here",
        "{/var,empty} matches /value/",
        "{/var:1,var} matches /v/value",
        "{/list*,path:4} matches /red/green/blue/%2Ffoo",
        "{/keys*} matches /semi=%3B/dot=./comma=%2C",
        "{;x,y,empty} matches ;x=1024;y=768;empty",
        "{;list} matches ;list=red,green,blue",
        "{;list*} matches ;list=red;list=green;list=blue",
        "{;keys*} matches ;semi=%3B;dot=.;comma=%2C",
        "{?x,y} matches ?x=1024&y=768",
        "{?x,y} matches ?y=768",
        "{?x,y,empty} matches ?x=1024&y=768&empty=",
        "p{?x,undef} matches p",
        "{?list*} matches ?list=red&list=green&list=blue",
        "{?keys*} matches ?semi=%3B&dot=.&comma=%2C",
        "?fixed=yes{&x} matches ?fixed=yes&x=1024",
        "{&x,y,empty} matches &x=1024&y=768&empty=",
        "/subscriptions{/topic}{/subscriber} matches /subscriptions",
        "/subscriptions{/topic}{/subscriber} matches /subscriptions/https%3A%2F%2Fexample.com",
        "/subscriptions{/topic}{/subscriber} matches /subscriptions/a%2Fb/urn%3Auuid%3A1",
        "caf\u00e9/{x} matches caf\u00e9/1",
        "caf\u00e9/{x} matches caf%c3%A9/1",
        "{x:1} matches %C3%A9",
        "it's/{x} matches it's/1",
      })
  void matches_expansion(String template, String expansion) throws Exception {
    assertThat(UriTemplate.parse(template).orElseThrow().matches(expansion)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " misses ",
      value = {
        "{var} misses a/b",
        "{var} misses a b",
        "{var} misses a!b",
        "{var} misses %4",
        "{var} misses caf\u00e9",
        "{var:3} misses value",
        "{x:1} misses %C3%A9%C3%A9",
        "{/var} misses value",
        "{/var} misses /a/b",
        "{#x} misses x",
        "{?x,y} misses ?x=1?y=2",
        "{?x,y} misses ?y=1&x=2",
        "{?x} misses ?z=1",
        "{?x} misses ?x=1&x=2",
        "{;x} misses ;y",
        "{&x} misses ?x=1",
        "a.b{x} misses aXb",
        "a{x}b misses ax",
        "/subscriptions{/topic}{/subscriber} misses /subscriptions/a/b/c",
      })
  void matches_anythingElse_isFalse(String template, String candidate) throws Exception {
    assertThat(UriTemplate.parse(template).orElseThrow().matches(candidate)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "}",
        "{}",
        "{a",
        "a}",
        "{{a}}",
        "{a b}",
        "{a,}",
        "{,a}",
        "{a.}",
        "{.}",
        "{a..b}",
        "{a:0}",
        "{a:10000}",
        "{a:1*}",
        "{a**}",
        "{=a}",
        "{!a}",
        "{@a}",
        "{|a}",
        "{,}",
        "{a-b}",
        "{%4}",
        "a b",
        "<a>",
        "50%",
        "a\\b",
        "a^b",
        "a|b",
        "a`b",
        "\"a\""
      })
  void parse_malformed_isNoTemplate(String text) throws Exception {
    assertThat(UriTemplate.parse(text)).isEmpty();
  }

  @Test
  void texts_areWhatStandsOutsideOfExpressions() throws Exception {
    assertThat(UriTemplate.parse("https://h/a{x}b{y}{z}c").orElseThrow().texts())
        .containsExactly("https://h/a", "b", "", "c");
    assertThat(UriTemplate.parse("/caf\u00e9/{x}").orElseThrow().texts()).containsExactly("/caf");
    assertThat(UriTemplate.parse("{x}").orElseThrow().texts()).containsExactly("");
    assertThat(UriTemplate.parse("/%41").orElseThrow().matchesOnlyItself()).isTrue();
    assertThat(UriTemplate.parse("/\u00e9").orElseThrow().matchesOnlyItself()).isFalse();
  }

  @Test
  void parse_tooCostly_isRefused() {
    assertThatThrownBy(() -> UriTemplate.parse("{x}".repeat(1000)))
        .isInstanceOf(TemplateTooComplexException.class);
    String many = "a" + ",a".repeat(1500);
    assertThatThrownBy(() -> UriTemplate.parse("{?" + many + "}"))
        .isInstanceOf(TemplateTooComplexException.class);
  }
}
