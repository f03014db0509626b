package org.realtimehub.admin.console;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.Map;
import java.util.stream.Collectors;
import org.realtimehub.web.StaticFile;

/**
 * Serves the console: the page at {@code /} and what belongs to it below {@code /console/}, from
 * memory. The files hold no data, so whoever asks gets them. Headers other than those of the cache
 * are set elsewhere; the files need nothing inline and nothing from other hosts.
 */
public final class Console {

  private final Map<String, StaticFile> files;

  /** Reads all files from the class path; throws when the build lacks one. */
  public Console() {
    files =
        Files.all().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Files.Place::path,
                    place ->
                        StaticFile.of(
                            place.resource(), StaticFile.text(place.resource()), Map.of())));
  }

  /** Adds a route for each file, and none beside. */
  public void mount(Router router) {
    files.forEach(
        (path, file) ->
            router
                .route(path)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(
                    request -> {
                      // A route of Vert.x Web also takes the path with a slash behind it.
                      if (request.request().path().equals(path)) {
                        file.answer(request.request());
                      } else {
                        request.next();
                      }
                    }));
  }
}
