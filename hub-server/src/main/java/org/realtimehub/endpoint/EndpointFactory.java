package org.realtimehub.endpoint;

import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.realtimehub.access.TokenVerifier;
import org.realtimehub.config.HubConfig;
import org.realtimehub.control.SharedState;
import org.realtimehub.delay.DelayedPublisher;
import org.realtimehub.demo.DemoTokens;
import org.realtimehub.http.BodyReader;
import org.realtimehub.http.Challenge;
import org.realtimehub.http.ClientAddress;
import org.realtimehub.http.Cors;
import org.realtimehub.http.Credentials;
import org.realtimehub.log.EventLog;
import org.realtimehub.page.Site;
import org.realtimehub.presence.ActiveSubscriptions;
import org.realtimehub.stream.Loop;
import org.realtimehub.stream.Opening;
import org.realtimehub.topic.Matchers;
import org.realtimehub.tracing.PublishTracing;

/** Puts the resources of the public port together, once per event loop. */
public final class EndpointFactory implements HubServer.Factory {

  /**
   * What the resources work on.
   *
   * @param state whom to keep out, and the secret of position tokens
   * @param verifier checks access tokens
   * @param opening lets subscribers in
   */
  public record Parts(
      EventLog log,
      SharedState state,
      DelayedPublisher publisher,
      TokenVerifier verifier,
      Opening opening,
      ActiveSubscriptions subscriptions,
      PublishTracing tracing) {}

  private final HubConfig config;
  private final Parts parts;
  private final Matchers matchers;
  private final String hubPath;
  private final String origin;
  private final Cors cors;
  private final Authentication authentication;
  private final Map<String, Resource> pages;

  public EndpointFactory(HubConfig config, Parts parts, Matchers matchers) {
    this.config = config;
    this.parts = parts;
    this.matchers = matchers;
    URI url = URI.create(config.url());
    this.hubPath = url.getRawPath();
    this.origin = url.getScheme() + "://" + url.getRawAuthority();
    this.cors = new Cors(config.cors().subscribeOrigins(), config.cors().publishOrigins());
    Challenge challenge = new Challenge(origin + Metadata.path(hubPath));
    Credentials credentials =
        new Credentials(
            config.authorization().cookie(),
            config.protocol().draft07(),
            config.authorization().draft07().cookie(),
            challenge);
    this.authentication =
        new Authentication(
            credentials,
            parts.verifier(),
            challenge,
            parts.state().restrictions(),
            config.authorization().anonymous());
    this.pages = pages(config);
  }

  @Override
  public HubServer create(Loop loop) {
    BodyReader bodies = new BodyReader(loop.wheel(), config.http().requestTimeout().toMillis());
    ConnectionGuard guard =
        new ConnectionGuard(
            loop.wheel(),
            config.http().requestTimeout().toMillis(),
            config.http().keepAlive().toMillis(),
            parts.opening()::draining);
    return new HubServer(new HubEndpoint(loop, bodies, cors, resources()), guard);
  }

  private Resources resources() {
    SubscribeRequest.Parser parser =
        new SubscribeRequest.Parser(
            matchers,
            config.protocol().draft07(),
            config.subscribe().maxMatchers(),
            config.subscribe().maxMatcherLength());
    Resume resume = new Resume(parts.log(), parts.state().tokens());
    Metadata metadata =
        new Metadata(
            config.authorization().audience(),
            config.authorization().cookie(),
            config.authorization().authorizationServers(),
            config.subscriptions().enabled());
    return new Resources(
        hubPath,
        new Resource.Hub(subscribe(parser, resume), publish()),
        config.subscriptions().enabled() ? new Resource.ReadOnly(subscriptions()::handle) : null,
        new Resource.ReadOnly(history(parser, resume)::handle),
        new Resource.ReadOnly(exchange -> metadata.handle(exchange.request())),
        pages);
  }

  private static Map<String, Resource> pages(HubConfig config) {
    Map<String, Resource> pages = new HashMap<>();
    Site.files(config.url(), config.demo())
        .forEach(
            (path, file) ->
                pages.put(path, new Resource.ReadOnly(page -> file.answer(page.request()))));
    if (config.demo()) {
      DemoSignIn signIn = new DemoSignIn(DemoTokens.of(config, InstantSource.system()));
      pages.put("/demo/sign-in", new Resource.PostOnly(signIn::handle));
    }
    return pages;
  }

  private SubscribeHandler subscribe(SubscribeRequest.Parser parser, Resume resume) {
    return new SubscribeHandler(
        authentication,
        parser,
        resume,
        parts.opening(),
        new ClientAddress(config.http().trustedProxies()),
        config.subscribe().maxBody());
  }

  private PublishHandler publish() {
    PublishLimits limits = PublishLimits.of(config.publish());
    PublishParser parser = new PublishParser(matchers, limits, InstantSource.system());
    return new PublishHandler(
        authentication, cors, origin, parser, limits, parts.publisher(), parts.tracing());
  }

  private SubscriptionsHandler subscriptions() {
    return new SubscriptionsHandler(
        config.url(),
        hubPath,
        authentication,
        parts.subscriptions(),
        new HeadId(parts.log(), parts.state().tokens()));
  }

  private HistoryHandler history(SubscribeRequest.Parser parser, Resume resume) {
    return new HistoryHandler(
        authentication,
        parser,
        resume,
        parts.log(),
        parts.state().tokens(),
        config.subscribe().historyPage());
  }
}
