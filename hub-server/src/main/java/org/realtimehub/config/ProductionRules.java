package org.realtimehub.config;

import java.util.ArrayList;
import java.util.List;

/** What a hub outside development must have and must not have, and what looks like a mistake. */
final class ProductionRules {
  private final AuthorizationConfig authorization;
  private final Draft07Config draft07;
  private final boolean speaksDraft07;
  private final AdminConfig admin;

  ProductionRules(ProtocolConfig protocol, AuthorizationConfig authorization, AdminConfig admin) {
    this.authorization = authorization;
    this.admin = admin;
    draft07 = authorization.draft07();
    speaksDraft07 = protocol.draft07();
  }

  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    if (hasNoKeys()) {
      problems.add(
          new Problem(
              "authorization",
              "no keys: nobody could publish. Set authorization.draft-07.publisher.key-file and"
                  + " authorization.draft-07.subscriber.key-file, or authorization.issuers, or use"
                  + " --dev to try the hub out"));
    }
    if (DevelopmentKeys.isTrustedBy(authorization)) {
      problems.add(
          new Problem(
              "authorization",
              "the development key is in use: it is public, so anyone could publish and read."
                  + " Make your own, for example with `openssl rand -base64 48`"));
    }
    return problems;
  }

  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (speaksDraft07
        && authorization.issuers().isEmpty()
        && draft07.subscriber().isPresent()
        && draft07.publisher().isEmpty()) {
      warnings.add("authorization: no key for publishers, so nobody can publish");
    }
    authorization
        .staticKeys()
        .map(KeyConfig.StaticKey::algorithm)
        .distinct()
        .filter(algorithm -> !authorization.algorithms().contains(algorithm))
        .forEach(
            algorithm ->
                warnings.add(
                    AuthorizationConfig.ALGORITHMS.name()
                        + ": there is a key for "
                        + algorithm
                        + ", which is not among them, so its tokens are refused"));
    if (admin.tls().isEmpty() && !admin.isLocal()) {
      warnings.add(
          AdminConfig.HOST.name()
              + ": the admin side can be reached from other machines without TLS: what is sent can"
              + " be read on the way, and browsers keep no session. Set admin.tls, or let only a"
              + " proxy that speaks HTTPS reach it");
    }
    return warnings;
  }

  private boolean hasNoKeys() {
    boolean noDraft07 =
        !speaksDraft07 || (draft07.publisher().isEmpty() && draft07.subscriber().isEmpty());
    return authorization.issuers().isEmpty() && noDraft07;
  }
}
