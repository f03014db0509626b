package org.realtimehub.admin.api;

import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.validation.SchemaValidationException;
import io.vertx.openapi.validation.ValidatorException;
import java.util.List;

/** Says what of a request is not as the contract wants it. */
final class Violation {

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

  /** The last error is the innermost. */
  private static String ofBody(OutputUnit found) {
    List<OutputUnit> errors = found.getErrors();
    OutputUnit innermost = errors.get(errors.size() - 1);
    String place = innermost.getInstanceLocation().replaceFirst("^#?/?", "");
    if (innermost.getKeywordLocation().endsWith("/additionalProperties")) {
      return "there is no field \"" + place + "\" in the body";
    }
    return place.isEmpty()
        ? "the body is not right: " + innermost.getError()
        : "the field \"" + place + "\" of the body is not right: " + innermost.getError();
  }
}
