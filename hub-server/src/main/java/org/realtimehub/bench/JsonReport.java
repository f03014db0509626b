package org.realtimehub.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The result for programs: every run by itself, with what it takes to repeat it. */
final class JsonReport {

  private final Report report;

  JsonReport(Report report) {
    this.report = report;
  }

  @Override
  public String toString() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("exact", report.isExact());
    all.put("problems", report.problems());
    all.put("left_out", report.leftOut());
    all.put("machine", machine());
    all.put("options", options());
    all.put("runs", report.entries().stream().map(JsonReport::run).toList());
    try {
      return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of numbers and text cannot be written", e);
    }
  }

  private static Map<String, Object> machine() {
    Map<String, Object> machine = new LinkedHashMap<>();
    machine.put("processors", Runtime.getRuntime().availableProcessors());
    machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    machine.put(
        "java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
    machine.put("flags", ManagementFactory.getRuntimeMXBean().getInputArguments());
    return machine;
  }

  private Map<String, Object> options() {
    BenchOptions.Load load = report.options().load();
    BenchOptions.Servers servers = report.options().servers();
    Map<String, Object> options = new LinkedHashMap<>();
    load.subscribers().ifPresent(number -> options.put("subscribers", number));
    load.rate().ifPresent(rate -> options.put("rate", rate));
    options.put("payload_bytes", load.payloadBytes());
    options.put("warm_up_seconds", load.warmUp().toMillis() / 1e3);
    options.put("duration_seconds", load.duration().toMillis() / 1e3);
    options.put("rounds", report.options().rounds());
    options.put("event_loops", servers.eventLoops());
    options.put("settings", servers.settings());
    servers.remote().ifPresent(remote -> options.put("url", remote.url().toString()));
    return options;
  }

  private static Map<String, Object> run(Report.Entry entry) {
    Measurement measurement = entry.measurement();
    Measurement.Figures figures = measurement.figures();
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("scenario", measurement.subject().scenario());
    run.put("server", measurement.subject().server());
    run.put("round", entry.round());
    run.put("exact", measurement.exactness().isExact());
    run.put("problems", measurement.exactness().problems());
    run.put("counted", figures.counted());
    put(run, "per_second", figures.perSecond());
    put(run, "cpu_us_each", figures.cpuMicros());
    put(run, "rss_kb_per_connection", figures.kilobytes());
    figures.latency().ifPresent(latency -> run.put("latency_ms", latency(latency)));
    run.putAll(measurement.details());
    return run;
  }

  private static Map<String, Object> latency(Latency latency) {
    Map<String, Object> times = new LinkedHashMap<>();
    times.put("count", latency.count());
    times.put("p50", latency.p50());
    times.put("p99", latency.p99());
    times.put("max", latency.max());
    return times;
  }

  private static void put(Map<String, Object> run, String name, Optional<Double> figure) {
    figure.ifPresent(value -> run.put(name, value));
  }
}
