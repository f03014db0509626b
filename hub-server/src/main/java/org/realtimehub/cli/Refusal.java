package org.realtimehub.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Why a hub said no, from its answer: RFC 9457 where it speaks that, else what it wrote. */
final class Refusal {
  private static final int LONGEST = 300;

  private Refusal() {}

  static String explain(int status, String body) {
    String reason = detail(body);
    return "the hub answered " + status + (reason.isEmpty() ? "" : ": " + reason);
  }

  private static String detail(String body) {
    try {
      JsonNode problem = new ObjectMapper().readTree(body);
      String text = problem.path("detail").asText(problem.path("title").asText(""));
      if (!text.isEmpty()) {
        return text;
      }
    } catch (JsonProcessingException e) {
      // Plain text then.
    }
    String text = body.strip();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
