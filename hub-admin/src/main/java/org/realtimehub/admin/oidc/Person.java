package org.realtimehub.admin.oidc;

import io.vertx.core.json.JsonObject;

/**
 * A user of a provider, as it described them.
 *
 * @param subject what the provider knows them by
 * @param claims everything that it says of them
 */
record Person(String subject, JsonObject claims) {}
