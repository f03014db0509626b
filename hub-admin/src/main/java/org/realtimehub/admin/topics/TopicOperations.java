package org.realtimehub.admin.topics;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.realtimehub.admin.access.Permission;
import org.realtimehub.admin.api.Answer;
import org.realtimehub.admin.api.Call;
import org.realtimehub.admin.api.Operations;
import org.realtimehub.admin.api.Refused;
import org.realtimehub.admin.live.EventStream;
import org.realtimehub.admin.topics.PublishedTopics.Page;
import org.realtimehub.admin.topics.PublishedTopics.Place;
import org.realtimehub.admin.topics.PublishedTopics.Sort;
import org.realtimehub.control.Control;
import org.realtimehub.control.SubscriberCounts;
import org.realtimehub.log.PastReader;

/** What is published to which topic, before and now. */
public final class TopicOperations {

  private final PublishedTopics topics;
  private final TopicHistory history;
  private final Tails tails;
  private final Control control;

  public TopicOperations(
      PublishedTopics topics, TopicHistory history, Tails tails, Control control) {
    this.topics = topics;
    this.history = history;
    this.tails = tails;
    this.control = control;
  }

  public void register(Operations operations) {
    operations
        .on("listTopics", this::list)
        .on("getHistory", this::history)
        .on("tailTopic", this::tail);
  }

  private Future<Answer> list(Call call) throws Refused {
    Sort sort = Sort.valueOf(call.required("sort").toUpperCase(Locale.ROOT));
    Place after = Places.topic(call.cursor().orElse(null));
    Page page = topics.page(call.text("q").orElse(null), sort, after, call.limit());
    int known = topics.size();
    List<String> names = page.topics().stream().map(PublishedTopic::topic).toList();
    return control.subscribers(names).map(counts -> Answer.ok(document(page, counts, known)));
  }

  private static JsonObject document(Page page, SubscriberCounts counts, int known) {
    JsonArray rows = new JsonArray();
    for (PublishedTopic topic : page.topics()) {
      JsonObject row =
          new JsonObject()
              .put("topic", topic.topic())
              .put("published", topic.published())
              .put("rate", topic.rate())
              .put("subscribers", counts.byTopic().getOrDefault(topic.topic(), 0L));
      rows.add(
          topic.last() == 0 ? row : row.put("last", Instant.ofEpochMilli(topic.last()).toString()));
    }
    JsonArray missing = new JsonArray();
    counts
        .missing()
        .forEach(m -> missing.add(new JsonObject().put("node", m.node()).put("why", m.why())));
    JsonObject document =
        new JsonObject()
            .put("topics", rows)
            .put("known", known)
            .put("remembered", PublishedTopics.REMEMBERED)
            .put("missing", missing);
    Place next = page.nextOrNull();
    return next == null ? document : document.put("next", Places.text(next));
  }

  private Future<Answer> history(Call call) throws Refused {
    UpdateView view = view(call);
    return history
        .page(topic(call), Places.position(call.cursor().orElse(null)), call.limit())
        .map(page -> Answer.ok(document(page, view)))
        .recover(
            e ->
                Future.failedFuture(
                    Refused.unavailable("the log does not answer", Duration.ofSeconds(5))));
  }

  private static JsonObject document(PastReader.Page page, UpdateView view) {
    JsonArray updates = new JsonArray();
    page.updates().forEach(update -> updates.add(view.of(update)));
    JsonObject document = new JsonObject().put("updates", updates);
    return page.nextOrNull() == null
        ? document
        : document.put("next", Places.text(page.nextOrNull()));
  }

  private Future<Answer> tail(Call call) throws Refused {
    if (tails.full()) {
      throw Refused.unavailable("too many operators watch topics", Duration.ofSeconds(10));
    }
    EventStream stream = new EventStream(call.request().request(), call::stillAllowed);
    tails.add(stream, topic(call), view(call));
    return Answer.streamed().now();
  }

  private static @Nullable String topic(Call call) {
    return call.text("topic").filter(topic -> !topic.isEmpty()).orElse(null);
  }

  private static UpdateView view(Call call) {
    return new UpdateView(call.caller().may(Permission.UPDATES));
  }
}
