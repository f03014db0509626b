package org.realtimehub.tracing;

import io.opentelemetry.context.propagation.TextMapGetter;
import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/** Finds the publisher's trace in its request. */
final class HeaderGetter implements TextMapGetter<MultiMap> {

  @Override
  public Iterable<String> keys(MultiMap headers) {
    return headers.names();
  }

  @Override
  public @Nullable String get(@Nullable MultiMap headers, String name) {
    return headers == null ? null : headers.get(name);
  }
}
