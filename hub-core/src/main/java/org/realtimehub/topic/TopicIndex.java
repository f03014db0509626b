package org.realtimehub.topic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Registrations of subscribers by matcher, and the way from a topic to those it concerns.
 *
 * <p>The cost of a topic grows with the number of <em>distinct</em> patterns whose literal
 * beginning it shares, not with the number of registrations, and of these only those whose other
 * fixed texts it contains cost more than a search for them; what matched the latest topics is
 * remembered. An index that nobody is registered in holds nothing.
 *
 * <p>Owned by one event loop; not thread-safe. While {@link #forEach} visits, registrations may be
 * added, which may or may not be visited, and removed, which are then not visited any more; the
 * gaps that removals leave may cause others to be visited twice.
 *
 * @param <S> a subscriber
 */
public final class TopicIndex<S> {

  /** A matcher with at least one live registration. */
  public interface Registered {

    TopicMatcher matcher();

    /** How many have it. */
    int registrations();
  }

  /** One subscriber's interest in one matcher. */
  public interface Registration {

    /** Ends it; once ended, does nothing. */
    void unregister();
  }

  private final Map<TopicMatcher, MatcherEntry<S>> entries = new HashMap<>();

  /** The same, so that it can be gone through while it changes. */
  private final List<MatcherEntry<S>> listed = new ArrayList<>();

  private final PrefixIndex<S> urlPatterns = new PrefixIndex<>();
  private final PrefixIndex<S> otherPatterns = new PrefixIndex<>();
  private final DecisionCache<S> decisions;
  private @Nullable HubUrl hub;
  private int registrations;

  /**
   * @param cachedTopics of how many topics to remember which patterns match
   */
  public TopicIndex(int cachedTopics) {
    decisions = new DecisionCache<>(cachedTopics);
  }

  /**
   * Registers a subscriber, which may be registered with any number of matchers.
   *
   * @throws IllegalArgumentException if URL patterns come from {@link Matchers} of different hubs
   */
  public Registration add(TopicMatcher matcher, S subscriber) {
    MatcherEntry<S> entry = entries.get(matcher);
    if (entry == null) {
      entry = addEntry(matcher);
    }
    registrations++;
    return entry.add(subscriber);
  }

  private MatcherEntry<S> addEntry(TopicMatcher matcher) {
    List<String> texts = List.of();
    if (matcher instanceof UrlPatternMatcher pattern) {
      if (hub != null && !hub.equals(pattern.hub())) {
        throw new IllegalArgumentException("matchers of different hubs in one index");
      }
      hub = pattern.hub();
      texts = pattern.keyTexts();
    } else if (matcher instanceof UriTemplateMatcher template) {
      texts = template.texts();
    }
    MatcherEntry<S> entry = new MatcherEntry<>(matcher, texts, this);
    entries.put(matcher, entry);
    entry.place = listed.size();
    listed.add(entry);
    if (!(matcher instanceof ExactMatcher)) {
      patternsLike(matcher).add(entry);
      decisions.added(entry);
    }
    return entry;
  }

  private PrefixIndex<S> patternsLike(TopicMatcher matcher) {
    return matcher instanceof UrlPatternMatcher ? urlPatterns : otherPatterns;
  }

  /**
   * A registration has ended.
   *
   * @param vacated the matcher, if that was its last one
   */
  void removed(MatcherEntry<S> entry, @Nullable TopicMatcher vacated) {
    registrations--;
    if (vacated == null) {
      return;
    }
    entries.remove(vacated);
    MatcherEntry<S> last = listed.remove(listed.size() - 1);
    if (last != entry) {
      last.place = entry.place;
      listed.set(entry.place, last);
    }
    if (!(vacated instanceof ExactMatcher)) {
      patternsLike(vacated).remove(entry);
      if (urlPatterns.isEmpty() && otherPatterns.isEmpty()) {
        decisions.clear();
      }
    }
  }

  /**
   * Visits the subscriber of each registration whose matcher matches; a subscriber that registered
   * with several is visited several times.
   */
  public void forEach(String topic, Consumer<? super S> visit) {
    forEachExact(new ExactMatcher(MatcherType.EXACT, topic), visit);
    forEachExact(new ExactMatcher(MatcherType.URI_TEMPLATE, topic), visit);
    if (urlPatterns.isEmpty() && otherPatterns.isEmpty()) {
      return;
    }
    for (MatcherEntry<S> entry : matchingPatterns(topic)) {
      entry.forEach(visit);
    }
  }

  private void forEachExact(ExactMatcher matcher, Consumer<? super S> visit) {
    MatcherEntry<S> entry = entries.get(matcher);
    if (entry != null) {
      entry.forEach(visit);
    }
  }

  private List<MatcherEntry<S>> matchingPatterns(String topic) {
    TopicProbe probe = new TopicProbe(topic, hub);
    List<MatcherEntry<S>> known = decisions.get(topic, probe::matches);
    if (known != null) {
      return known;
    }
    List<MatcherEntry<S>> matching = new ArrayList<>();
    forEachMatch(topic, probe, matching::add);
    decisions.put(topic, matching);
    return matching;
  }

  private void forEachMatch(String topic, TopicProbe probe, Consumer<MatcherEntry<S>> visit) {
    Consumer<MatcherEntry<S>> decide =
        entry -> {
          if (probe.matches(entry)) {
            visit.accept(entry);
          }
        };
    otherPatterns.forEachPrefixOf(topic, decide);
    if (!urlPatterns.isEmpty() && probe.urlKey() != null) {
      urlPatterns.forEachPrefixOf(probe.urlKey(), decide);
    }
  }

  /**
   * How many registrations have a matcher that matches, by the sizes of the entries. What is
   * remembered for publishers is neither asked nor changed.
   */
  public int count(String topic) {
    int[] count = new int[1];
    Consumer<MatcherEntry<S>> add = entry -> count[0] += entry.registrations();
    for (MatcherType type : List.of(MatcherType.EXACT, MatcherType.URI_TEMPLATE)) {
      MatcherEntry<S> exact = entries.get(new ExactMatcher(type, topic));
      if (exact != null) {
        add.accept(exact);
      }
    }
    forEachMatch(topic, new TopicProbe(topic, hub), add);
    return count[0];
  }

  /**
   * The distinct matchers in no order: a view. The last one takes the place of one that goes, and a
   * new one comes last.
   */
  public List<? extends Registered> registered() {
    return Collections.unmodifiableList(listed);
  }

  /** Live registrations. */
  public int registrations() {
    return registrations;
  }

  /** Matchers with at least one live registration. */
  public int distinctMatchers() {
    return entries.size();
  }

  /** Whether nothing at all is held, remembered decisions included. */
  boolean isEmpty() {
    return registrations == 0
        && entries.isEmpty()
        && listed.isEmpty()
        && urlPatterns.isEmpty()
        && otherPatterns.isEmpty()
        && decisions.isEmpty();
  }

  int cachedDecisions() {
    return decisions.size();
  }
}
