package org.realtimehub.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.realtimehub.access.AccessFixture.DETAIL_TYPE;
import static org.realtimehub.access.AccessFixture.detail;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realtimehub.topic.Matchers;

/** draft-08, Authorization Details, Topic Matcher List and Payloads. */
class AuthorizationDetailsTest {
  private static final String BOOK = "https://example.com/books/1";

  private final AuthorizationDetails details =
      new AuthorizationDetails(new TokenLimits(10_000, 2, 3, 40), new Matchers("https://hub/"));

  private AuthorizationDetails.Permissions read(String json) throws RefusedException {
    return details.read(new Claims(new JsonObject(json)));
  }

  private AuthorizationDetails.Permissions read(JsonObject... several) throws RefusedException {
    return read(
        new JsonObject().put("authorization_details", new JsonArray(List.of(several))).encode());
  }

  @Test
  void missingClaim_grantsNothing() throws Exception {
    assertThat(read("{}").grants()).isEqualTo(Grants.none());
    assertThat(read("{\"authorization_details\":[]}").grants()).isEqualTo(Grants.none());
  }

  @Test
  void actions_areGrantedOnTheTopicsOfTheirDetailOnly() throws Exception {
    Grants grants = read(detail(BOOK, "publish"), detail("urn:news", "subscribe")).grants();
    assertThat(grants.permitsPublish(List.of(BOOK))).isTrue();
    assertThat(grants.permitsPublish(List.of("urn:news"))).isFalse();
    assertThat(grants.permitsSubscribe("urn:news")).isTrue();
    assertThat(grants.permitsSubscribe(BOOK)).isFalse();
  }

  @Test
  void unknownActions_grantNothingAndDoNoHarm() throws Exception {
    assertThat(read(detail(BOOK, "delete")).grants()).isEqualTo(Grants.none());
    Grants grants = read(detail(BOOK, "delete", "PUBLISH", "subscribe")).grants();
    assertThat(grants.hasPublish()).isFalse();
    assertThat(grants.permitsSubscribe(BOOK)).isTrue();
  }

  @Test
  void detailsOfOtherTypes_areIgnoredAndDoNotCount() throws Exception {
    JsonObject payment = new JsonObject().put("type", "payment").put("actions", "any shape");
    JsonObject mercure = detail(BOOK, "publish");
    assertThat(read(payment, payment, payment, mercure).grants().hasPublish()).isTrue();
  }

  @Test
  void urlPattern_isGrantedAsAPattern() throws Exception {
    JsonObject detail = detail("https://example.com/books/:id", "subscribe");
    detail.getJsonArray("topics").getJsonObject(0).put("match_type", "urlpattern");
    assertThat(read(detail).grants().permitsSubscribe(BOOK)).isTrue();
    assertThat(
            read(detail("https://example.com/books/:id", "subscribe"))
                .grants()
                .permitsSubscribe(BOOK))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "'x'",
        "[null]",
        "['x']",
        "[[]]",
        "[{'type':'T'}]",
        "[{'type':'T','actions':['publish']}]",
        "[{'type':'T','topics':[{'match':'a'}]}]",
        "[{'type':'T','actions':[],'topics':[{'match':'a'}]}]",
        "[{'type':'T','actions':'publish','topics':[{'match':'a'}]}]",
        "[{'type':'T','actions':{'publish':1},'topics':[{'match':'a'}]}]",
        "[{'type':'T','actions':['publish',1],'topics':[{'match':'a'}]}]",
        "[{'type':'T','actions':['publish',null],'topics':[{'match':'a'}]}]",
        "[{'type':'T','actions':['publish'],'topics':[]}]",
        "[{'type':'T','actions':['publish'],'topics':'a'}]",
        "[{'type':'T','actions':['publish'],'topics':{'match':'a'}}]",
        "[{'type':'T','actions':['publish'],'topics':['a']}]",
        "[{'type':'T','actions':['publish'],'topics':[null]}]",
        "[{'type':'T','actions':['publish'],'topics':[{}]}]",
        "[{'type':'T','actions':['publish'],'topics':[{'match':null}]}]",
        "[{'type':'T','actions':['publish'],'topics':[{'match':1}]}]",
        "[{'type':'T','actions':['publish'],'topics':[{'match':''}]}]",
        "[{'type':'T','actions':['publish'],'topics':[{'match':'a\\u0000'}]}]",
        "[{'type':'T','actions':['publish'],'topics':[{'match':'a\\u202e'}]}]",
        "[{'type':'T','actions':['publish'],'topics':[{'match':'a'},{'match':''}]}]",
        "[{'type':'T','actions':['publish'],'topics':[{'match':'a','match_type':null}]}]",
        "[{'type':'T','actions':['publish'],'topics':[{'match':'a','match_type':'Exact'}]}]",
        "[{'type':'T','actions':['publish'],'topics':[{'match':'a','match_type':'regexp'}]}]",
        "[{'type':'T','actions':['publish'],'topics':[{'match':'a','match_type':'uritemplate'}]}]",
        "[{'type':'T','actions':['publish'],'topics':[{'match':'(((','match_type':'urlpattern'}]}]",
        "[{'type':'T','actions':['publish'],'topics':[{'match':'a'}],'payload':'x'}]",
        "[{'type':'T','actions':['publish'],'topics':[{'match':'a'}],'payload':[]}]",
        "[{'type':'T','actions':['publish'],'topics':[{'match':'a'}],'payload':null}]",
        "[{'type':'T','actions':['unknown'],'topics':[{'match':''}]}]",
        "[{'type':'T','actions':['publish'],'topics':[{'match':'a'}]},{'type':'T'}]",
      })
  void malformedDetail_refusesTheWholeToken(String claim) {
    String json = claim.replace("'T'", "'" + DETAIL_TYPE + "'").replace('\'', '"');
    assertThatThrownBy(() -> read("{\"authorization_details\":" + json + "}"))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void limits_refuseWhatIsBeyondThem() throws Exception {
    JsonObject detail = detail(BOOK, "publish");
    read(detail, detail);
    assertThatThrownBy(() -> read(detail, detail, detail))
        .hasMessage("too many authorization details");

    read(withTopics(3));
    assertThatThrownBy(() -> read(withTopics(4)))
        .hasMessage("too many topics in an authorization detail");

    read(detail("x".repeat(40), "publish"));
    assertThatThrownBy(() -> read(detail("x".repeat(41), "publish")))
        .isInstanceOf(RefusedException.class);
  }

  private static JsonObject withTopics(int count) {
    JsonArray topics = new JsonArray();
    IntStream.range(0, count).forEach(i -> topics.add(new JsonObject().put("match", "t" + i)));
    return detail(BOOK, "publish").put("topics", topics);
  }

  @Test
  void payload_isThatOfTheFirstDetailThatCoversTheMatcher() throws Exception {
    JsonObject first = new JsonObject().put("n", 1);
    JsonObject fallback = new JsonObject().put("n", 2);
    JsonObject pattern = detail("https://example.com/bar/:id", "subscribe").put("payload", first);
    pattern.getJsonArray("topics").getJsonObject(0).put("match_type", "urlpattern");
    Payloads payloads = read(pattern, detail("*", "subscribe").put("payload", fallback)).payloads();

    assertThat(payloads.of("https://example.com/bar/:id")).contains(first);
    assertThat(payloads.of("https://example.com/bar/7")).contains(first);
    assertThat(payloads.of("https://example.com/foo")).contains(fallback);
  }

  @Test
  void payload_ofAPatternThatDoesNotMatchItself_isFoundByItsText() throws Exception {
    JsonObject payload = new JsonObject().put("n", 1);
    JsonObject detail = detail("https://example.com/*.json", "subscribe").put("payload", payload);
    detail.getJsonArray("topics").getJsonObject(0).put("match", "/a/{b}?");
    detail.getJsonArray("topics").getJsonObject(0).put("match_type", "urlpattern");
    assertThat(read(detail).payloads().of("/a/{b}?")).contains(payload);
    assertThat(read(detail).payloads().of("/a/c")).isEmpty();
  }

  @Test
  void payload_isMaskedByAnEarlierDetailWithoutOne() throws Exception {
    JsonObject payload = new JsonObject().put("n", 1);
    Payloads payloads =
        read(detail(BOOK, "subscribe"), detail("*", "subscribe").put("payload", payload))
            .payloads();
    assertThat(payloads.of(BOOK)).isEmpty();
    assertThat(payloads.of("urn:other")).contains(payload);
  }

  @Test
  void payload_ofAPublishDetail_isNotUsed() throws Exception {
    JsonObject detail = detail("*", "publish").put("payload", new JsonObject().put("n", 1));
    assertThat(read(detail).payloads().of(BOOK)).isEmpty();
  }

  @Test
  void payload_isACopy() throws Exception {
    JsonObject detail = detail("*", "subscribe").put("payload", new JsonObject().put("n", 1));
    Payloads payloads = read(detail).payloads();
    ((JsonObject) payloads.of(BOOK).orElseThrow()).put("n", 2);
    assertThat(payloads.of(BOOK)).contains(new JsonObject().put("n", 1));
  }
}
