package org.realtimehub.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FrameFormatTest {

  private static LoggedUpdate logged(Event event) {
    return new LoggedUpdate(1, new Update("urn:id", List.of("/t"), event, Handling.PUBLIC));
  }

  private static String text(LoggedUpdate update, FrameFormat format) {
    return update.frame(format).bytes().toString();
  }

  @Test
  void plainUpdate_isIdAndData() {
    assertThat(text(logged(Event.ofData("hello")), FrameFormat.SSE))
        .isEqualTo("id: urn:id\ndata: hello\n\n");
  }

  @Test
  void typeAndRetry_areFieldsOfTheirOwn() {
    Event event = new Event("a\r\nb", "chat", "1500");
    assertThat(text(logged(event), FrameFormat.SSE))
        .isEqualTo("event: chat\nretry: 1500\nid: urn:id\ndata: a\ndata: b\n\n");
  }

  @Test
  void emptyData_isStillAnEvent() {
    assertThat(text(logged(Event.ofData("")), FrameFormat.SSE)).isEqualTo("id: urn:id\ndata: \n\n");
  }

  @Test
  void length_countsBytes() {
    Frame frame = logged(Event.ofData("€😀")).frame(FrameFormat.SSE);
    assertThat(frame.length()).isEqualTo("id: urn:id\ndata: \n\n".length() + 7);
  }

  @ParameterizedTest
  @EnumSource(names = {"SSE", "SSE_DRAFT_07"})
  void data_canForgeNoField(FrameFormat format) {
    String hostile = "x\n\nid: forged\revent: forged\r\nretry: 1\n\n: c";
    String frame = text(logged(new Event(hostile, null, null)), format);
    assertThat(frame.lines().filter(line -> !line.startsWith("data: ")))
        .containsExactly("id: urn:id", "");
    assertThat(frame).endsWith("\n\n").doesNotContain("\r");
    assertThat(frame.indexOf("\n\n")).isEqualTo(frame.length() - 2);
  }

  @Test
  void subscriptionEvent_hasItsOlderFormForOlderSubscribers() {
    String data =
        """
        {"id":"/new","type":"subscription","match_type":"exact","match":"/a","subscriber":"urn:s",\
        "active":true,"payload":{"x":1}}""";
    String older =
        """
        {"id":"/old","type":"Subscription","topic":"/a","subscriber":"urn:s","active":true,\
        "payload":{"x":1},"@context":"https://mercure.rocks/"}""";
    LoggedUpdate update = subscriptionEvent(data);
    assertThat(text(update, FrameFormat.SSE))
        .isEqualTo("event: mercure\nid: urn:id\ndata: " + data + "\n\n");
    assertThat(text(update, FrameFormat.SSE_DRAFT_07))
        .isEqualTo("id: urn:id\ndata: " + older + "\n\n");
    assertThat(FrameFormat.NDJSON_DRAFT_07.json(update.update(), List.of()).getString("data"))
        .isEqualTo(older);
  }

  private static LoggedUpdate subscriptionEvent(String data) {
    Event event = new Event(data, SubscriptionEvent.TYPE, null);
    return new LoggedUpdate(
        1, new Update("urn:id", List.of("/new", "/old"), event, Handling.PRIVATE));
  }

  @Test
  void jsonLine_isOneLineWithTheSameFields() {
    LoggedUpdate update = logged(new Event("a\n\"b\"\u2028", "chat", "1500"));
    String line = text(update, FrameFormat.NDJSON);
    assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
    assertThat(new JsonObject(line))
        .isEqualTo(
            new JsonObject()
                .put("id", "urn:id")
                .put("type", "chat")
                .put("retry", "1500")
                .put("data", "a\n\"b\"\u2028"));
  }

  @Test
  void frames_areMadeOnce_andSharedByBothProtocolsWhereTheyAreTheSame() {
    LoggedUpdate plain = logged(Event.ofData("x"));
    assertThat(plain.frame(FrameFormat.SSE))
        .isSameAs(plain.frame(FrameFormat.SSE))
        .isSameAs(plain.frame(FrameFormat.SSE_DRAFT_07));
    assertThat(plain.frame(FrameFormat.NDJSON)).isSameAs(plain.frame(FrameFormat.NDJSON_DRAFT_07));
    LoggedUpdate event = subscriptionEvent("{}");
    assertThat(event.frame(FrameFormat.SSE)).isNotSameAs(event.frame(FrameFormat.SSE_DRAFT_07));
  }

  @Test
  void formats_knowTheirOlderForm() {
    assertThat(FrameFormat.SSE.shaped(FrameFormat.Shape.DRAFT_07))
        .isEqualTo(FrameFormat.SSE_DRAFT_07);
    assertThat(FrameFormat.NDJSON_DRAFT_07.shaped(FrameFormat.Shape.PLAIN))
        .isEqualTo(FrameFormat.NDJSON);
  }

  @Test
  void envelope_isOneEventWithoutAType_thatTellsAll() {
    LoggedUpdate update = logged(new Event("a\nb", "chat", "1500"));
    String frame = text(update, FrameFormat.SSE_ENVELOPE);
    assertThat(frame).startsWith("retry: 1500\nid: urn:id\ndata: {").endsWith("}\n\n");
    JsonObject expected =
        new JsonObject()
            .put("id", "urn:id")
            .put("type", "chat")
            .put("retry", "1500")
            .put("topics", JsonArray.of("/t"))
            .put("data", "a\nb");
    assertThat(new JsonObject(frame.substring(frame.indexOf("data: ") + 6))).isEqualTo(expected);
    assertThat(new JsonObject(text(update, FrameFormat.NDJSON_ENVELOPE))).isEqualTo(expected);
  }

  @Test
  void envelopeOfSomeTopics_isMadeForOne() {
    LoggedUpdate update = subscriptionEvent("{}");
    FrameFormat format = FrameFormat.NDJSON_ENVELOPE;
    String some = update.frame(format, List.of("/old")).bytes().toString();
    assertThat(new JsonObject(some).getJsonArray("topics")).containsExactly("/old");
    assertThat(new JsonObject(text(update, format)).getJsonArray("topics"))
        .containsExactly("/new", "/old");
    assertThat(update.frame(format, List.of("/new", "/old"))).isSameAs(update.frame(format));
  }
}
