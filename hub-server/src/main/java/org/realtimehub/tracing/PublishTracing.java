package org.realtimehub.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;
import org.realtimehub.update.Update;

/**
 * Traces publishes: a span from the request to its answer, which continues the publisher's trace
 * (W3C Trace Context), and in it one for the way into the log. Any thread.
 */
public final class PublishTracing implements AutoCloseable {

  private static final String SCOPE = "org.realtimehub";
  private static final long CLOSE_SECONDS = 3;
  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");
  private static final AttributeKey<String> TOPIC =
      AttributeKey.stringKey("messaging.destination.name");
  private static final AttributeKey<String> ID = AttributeKey.stringKey("messaging.message.id");

  private final boolean on;
  private final Tracer tracer;
  private final Runnable closing;

  private PublishTracing(boolean on, Tracer tracer, Runnable closing) {
    this.on = on;
    this.tracer = tracer;
    this.closing = closing;
  }

  /** Traces nothing, and costs nothing. */
  public static PublishTracing off() {
    return new PublishTracing(false, TracerProvider.noop().get(SCOPE), () -> {});
  }

  /** Sends to a collector, in the background; what it does not take is dropped. */
  public static PublishTracing to(TracingSettings settings) {
    OtlpHttpSpanExporter sender =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(settings.endpoint().toString().replaceFirst("/$", "") + "/v1/traces")
            .build();
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setResource(
                Resource.getDefault().toBuilder()
                    .put("service.name", "realtime-hub")
                    .put("service.namespace", settings.hub())
                    .put("service.instance.id", settings.node())
                    .put("service.version", settings.version())
                    .build())
            .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.sample())))
            .addSpanProcessor(BatchSpanProcessor.builder(sender).build())
            .build();
    return new PublishTracing(
        true,
        provider.get(SCOPE, settings.version()),
        () -> provider.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS));
  }

  /** A publish has arrived. */
  public PublishTrace begin(HttpServerRequest request) {
    if (!on) {
      return PublishTrace.NONE;
    }
    Context parent =
        W3CTraceContextPropagator.getInstance()
            .extract(Context.root(), request.headers(), new HeaderGetter());
    Span span =
        tracer.spanBuilder("publish").setSpanKind(SpanKind.SERVER).setParent(parent).startSpan();
    return new Recorded(span);
  }

  /** Not for event loops: sends what is left. */
  @Override
  public void close() {
    closing.run();
  }

  private final class Recorded implements PublishTrace {

    private final Span span;

    Recorded(Span span) {
      this.span = span;
    }

    @Override
    public Runnable append(Update update) {
      span.setAttribute(TOPIC, update.topics().get(0)).setAttribute(ID, update.id());
      Span append = tracer.spanBuilder("append").setParent(Context.root().with(span)).startSpan();
      return append::end;
    }

    @Override
    public void answered(int status) {
      span.setAttribute(STATUS, (long) status);
      if (status >= 500) {
        span.setStatus(StatusCode.ERROR);
      }
      span.end();
    }
  }
}
