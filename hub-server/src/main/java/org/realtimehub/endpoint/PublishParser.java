package org.realtimehub.endpoint;

import io.netty.buffer.ByteBufUtil;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.realtimehub.delay.Delayed;
import org.realtimehub.http.Form;
import org.realtimehub.http.Refusal;
import org.realtimehub.topic.Matchers;
import org.realtimehub.topic.TopicText;
import org.realtimehub.update.Event;
import org.realtimehub.update.Handling;
import org.realtimehub.update.SubscriptionEvent;
import org.realtimehub.update.Update;

/**
 * Reads and checks the fields of a publish request (draft-08, "Publication"). Owned by one event
 * loop.
 */
public final class PublishParser {

  /** Ids travel in request headers, whose size is bounded; so do no other fields. */
  private static final int MAX_SHORT_FIELD = 1_024;

  /** What clients do at the hub's own events, a publisher must not make them do. */
  private static final String HUB_TYPES = "hub-";

  private static final int MAX_RETRY_DIGITS = 18;
  private static final int MAX_TTL_DIGITS = 9;

  /** Of what waits, each node keeps a copy. */
  private static final Duration MAX_DELAY = Duration.ofDays(30);

  private static final int REMEMBERED_TOPICS = 1_024;
  private static final int MAX_REMEMBERED_LENGTH = 256;

  /** Topics that were in order, each in the place that its hash gives it. */
  private final @Nullable String[] inOrder = new String[REMEMBERED_TOPICS];

  private final Matchers matchers;
  private final PublishLimits limits;
  private final InstantSource clock;

  public PublishParser(Matchers matchers, PublishLimits limits, InstantSource clock) {
    this.matchers = matchers;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * @param keyScope whose idempotency keys they are
   */
  public Update parse(Form form, String keyScope) throws Refusal {
    for (Form.Field field : form.fields()) {
      if (ByteBufUtil.utf8Bytes(field.value()) > limits.maxField()) {
        throw Refusal.tooLarge(
            "the field \""
                + Form.label(field.name())
                + "\" is longer than "
                + limits.maxField()
                + " bytes");
      }
    }
    List<String> topics = topics(form.all("topic"));
    String id = id(form);
    String type = type(form);
    String retry = digits(form, "retry", MAX_RETRY_DIGITS);
    Event event = new Event(form.first("data").orElse(""), type, retry);
    long dueAt = dueAt(form);
    Update update = new Update(id, topics, event, handling(form, keyScope, dueAt));
    return dueAt == 0 ? update : Delayed.waiting(update, dueAt);
  }

  /** When the update is to be delivered, 0 for now. */
  private long dueAt(Form form) throws Refusal {
    String delay = digits(form, "delay", MAX_TTL_DIGITS);
    if (delay == null || delay.matches("0+")) {
      return 0;
    }
    if (limits.maxDelayed() == 0) {
      throw Refusal.badRequest("the field \"delay\" is not offered: publish.max-delayed is 0");
    }
    if (Long.parseLong(delay) > MAX_DELAY.toSeconds()) {
      throw Refusal.badRequest(
          "the field \"delay\" is more than " + MAX_DELAY.toSeconds() + " seconds");
    }
    if (form.has("ephemeral")) {
      throw Refusal.badRequest(
          "the fields \"delay\" and \"ephemeral\" exclude each other: what is not kept cannot wait");
    }
    return clock.millis() + Long.parseLong(delay) * 1000;
  }

  private List<String> topics(List<String> topics) throws Refusal {
    if (topics.isEmpty()) {
      throw Refusal.badRequest("the field \"topic\" is missing");
    }
    if (topics.size() > limits.maxTopics()) {
      throw Refusal.tooLarge("more than " + limits.maxTopics() + " \"topic\" fields");
    }
    for (String topic : topics) {
      int place = topic.hashCode() & (REMEMBERED_TOPICS - 1);
      if (!topic.equals(inOrder[place])) {
        checkTopic(topic);
        inOrder[place] = topic.length() <= MAX_REMEMBERED_LENGTH ? topic : null;
      }
    }
    return topics.size() == 1 ? topics : topics.stream().distinct().toList();
  }

  private void checkTopic(String topic) throws Refusal {
    if (topic.isEmpty()) {
      throw Refusal.badRequest("a field \"topic\" is empty");
    }
    if (topic.length() > limits.maxTopicLength()) {
      throw Refusal.tooLarge(
          "a field \"topic\" is longer than " + limits.maxTopicLength() + " characters");
    }
    if (topic.equals("*")) {
      throw Refusal.badRequest("the field \"topic\" must not be \"*\", which matches every topic");
    }
    checkText("topic", topic);
    if (matchers.isReserved(topic)) {
      throw Refusal.badRequest(
          "the field \"topic\" lies in the hub's reserved space: " + Form.label(topic));
    }
  }

  private static void checkText(String name, String value) throws Refusal {
    Optional<String> violation = TopicText.violation(value);
    if (violation.isPresent()) {
      throw Refusal.badRequest("the field \"" + name + "\" " + violation.get());
    }
  }

  private static String id(Form form) throws Refusal {
    String id = shortField(form, "id");
    if (id == null) {
      return "urn:uuid:" + UUID.randomUUID();
    }
    if (id.startsWith("#")) {
      throw Refusal.badRequest("the field \"id\" must not start with \"#\"");
    }
    if (id.equals(Resume.EARLIEST)) {
      throw Refusal.badRequest("the field \"id\" must not be \"earliest\", which is reserved");
    }
    return id;
  }

  private static @Nullable String type(Form form) throws Refusal {
    String type = shortField(form, "type");
    if (SubscriptionEvent.TYPE.equals(type)) {
      throw Refusal.badRequest("the field \"type\" must not be \"mercure\", which is reserved");
    }
    if (type != null && type.startsWith(HUB_TYPES)) {
      throw Refusal.badRequest(
          "the field \"type\" must not start with \"hub-\": such events are the hub's own");
    }
    return type;
  }

  /** An optional field that ends up on a line of the stream; an empty one counts as missing. */
  private static @Nullable String shortField(Form form, String name) throws Refusal {
    String value = form.first(name).orElse("");
    if (value.length() > MAX_SHORT_FIELD) {
      throw Refusal.tooLarge(
          "the field \"" + name + "\" is longer than " + MAX_SHORT_FIELD + " characters");
    }
    checkText(name, value);
    return value.isEmpty() ? null : value;
  }

  private static @Nullable String digits(Form form, String name, int maxDigits) throws Refusal {
    String value = form.first(name).orElse("");
    if (!value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw Refusal.badRequest("the field \"" + name + "\" must consist of digits only");
    }
    if (value.length() > maxDigits) {
      throw Refusal.badRequest("the field \"" + name + "\" has more than " + maxDigits + " digits");
    }
    return value.isEmpty() ? null : value;
  }

  /** Its time to live begins when it is delivered. */
  private Handling handling(Form form, String keyScope, long dueAt) throws Refusal {
    String ttl = digits(form, "ttl", MAX_TTL_DIGITS);
    long begin = dueAt == 0 ? clock.millis() : dueAt;
    long expiresAt = ttl == null ? 0 : begin + Long.parseLong(ttl) * 1000;
    String key = shortField(form, "idempotency_key");
    return new Handling(
        form.has("private"),
        form.has("ephemeral"),
        expiresAt,
        exclude(form),
        key == null ? null : keyScope + "\n" + key,
        null,
        0);
  }

  private static @Nullable String exclude(Form form) throws Refusal {
    String id = shortField(form, "exclude");
    if (id == null) {
      return null;
    }
    try {
      return UUID.fromString(id).toString();
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest("the field \"exclude\" is not a connection id (a UUID)");
    }
  }
}
