package org.realtimehub.admin.api;

import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.validation.SchemaValidationException;
import io.vertx.openapi.validation.ValidatorException;
import java.util.List;

/** Says what of a request is not as the contract wants it. */
final class Violation {

  private static final int LONGEST_NAME = 64;
  private static final String OF_BODY = "The value of the ";

  private Violation() {}

  static Refused explained(ValidatorException e) {
    String message = String.valueOf(e.getMessage());
    if (e instanceof SchemaValidationException schema && message.startsWith(OF_BODY)) {
      return Refused.invalid(ofBody(schema.getOutputUnit()));
    }
    return Refused.invalid(
        switch (e.type()) {
          case ILLEGAL_VALUE -> "the body is not JSON";
          case MISSING_REQUIRED_PARAMETER ->
              message
                  .replace("The related request / response does not contain", "this call needs")
                  .replace("The related request does not contain", "this call needs");
          default -> message.replace("The value of", "the value of").replace(" Reason: ", " ");
        });
  }

  private static String ofBody(OutputUnit found) {
    OutputUnit error = innermost(found.getErrors());
    String place = shortened(error.getInstanceLocation().replaceFirst("^#?/?", ""));
    if (isUnknownField(error)) {
      return "there is no field \"" + place + "\" in the body";
    }
    return place.isEmpty()
        ? "the body is not right: " + error.getError()
        : "the field \"" + place + "\" of the body is not right: " + error.getError();
  }

  /** Callers choose names as long as they like. */
  static String shortened(String name) {
    return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
  }

  /**
   * What went wrong deepest within the body; those around it only say that something did, and what
   * is wrong counts as unknown besides.
   */
  private static OutputUnit innermost(List<OutputUnit> errors) {
    OutputUnit innermost = errors.get(0);
    for (OutputUnit error : errors) {
      boolean better = isUnknownField(innermost) || depth(error) >= depth(innermost);
      if (!isUnknownField(error) && better) {
        innermost = error;
      }
    }
    return innermost;
  }

  private static boolean isUnknownField(OutputUnit error) {
    return error.getKeywordLocation().contains("/additionalProperties");
  }

  private static long depth(OutputUnit error) {
    return error.getInstanceLocation().chars().filter(c -> c == '/').count();
  }
}
