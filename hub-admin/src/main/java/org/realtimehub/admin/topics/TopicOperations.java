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
import org.realtimehub.admin.api.LogAnswers;
import org.realtimehub.admin.api.Operations;
import org.realtimehub.admin.api.Pages;
import org.realtimehub.admin.api.Refused;
import org.realtimehub.admin.api.Times;
import org.realtimehub.admin.live.EventStream;
import org.realtimehub.admin.topics.PublishedTopics.Page;
import org.realtimehub.admin.topics.PublishedTopics.Sort;
import org.realtimehub.control.Control;
import org.realtimehub.control.SubscriberCounts;
import org.realtimehub.log.PastReader;
import org.realtimehub.update.Position;

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
    Place after = Place.of(call.cursor().orElse(null), sort);
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
          topic.last() == 0
              ? row
              : row.put("last", Times.show(Instant.ofEpochMilli(topic.last()))));
    }
    JsonObject document =
        new JsonObject()
            .put("topics", rows)
            .put("known", known)
            .put("remembered", PublishedTopics.REMEMBERED)
            .put("missing", Pages.missing(counts.missing()));
    Place next = page.nextOrNull();
    return next == null ? document : document.put("next", next.cursor());
  }

  private Future<Answer> history(Call call) throws Refused {
    UpdateView view = view(call);
    Position before = Cursors.position(call.cursor().orElse(null));
    return LogAnswers.inTime(() -> history.page(topic(call), before, call.limit()))
        .map(page -> Answer.ok(document(page, view)));
  }

  private static JsonObject document(PastReader.Page page, UpdateView view) {
    JsonArray updates = new JsonArray();
    page.updates().forEach(update -> updates.add(view.of(update)));
    JsonObject document = new JsonObject().put("updates", updates);
    return page.nextOrNull() == null
        ? document
        : document.put("next", Cursors.text(page.nextOrNull()));
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
