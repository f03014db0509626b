package org.realtimehub.admin.api;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.openapi.validation.RequestValidator;
import io.vertx.openapi.validation.ValidatedRequest;
import io.vertx.openapi.validation.ValidatorException;
import java.util.Locale;
import org.realtimehub.admin.access.Audit;
import org.realtimehub.admin.access.Caller;
import org.realtimehub.admin.access.Requirement;

/** One operation of the contract: from the request to the answer. */
final class Endpoint {

  private static final String CALLER = "hub.caller";
  private static final String JSON = "application/json";

  private final io.vertx.openapi.contract.Operation described;
  private final Requirement requirement;
  private final Operation operation;
  private final Intake intake;
  private final BodyHandler bodies;
  private final Gate gate;

  /** What all endpoints have in common. */
  record Gate(Guard guard, Audit audit, RequestValidator validator) {}

  /**
   * @param bodies reads as much as the operation takes
   */
  Endpoint(
      io.vertx.openapi.contract.Operation described,
      Requirement requirement,
      Operation operation,
      BodyHandler bodies,
      Gate gate) {
    this.described = described;
    this.requirement = requirement;
    this.operation = operation;
    this.intake = new Intake(described);
    this.bodies = bodies;
    this.gate = gate;
  }

  /** Before the body is read: who may not call is not listened to. */
  void admit(RoutingContext request) {
    try {
      request.put(CALLER, gate.guard().admit(request, requirement, described.getOperationId()));
      checkContentType(request);
      bodies.handle(request);
    } catch (Refused refused) {
      Problems.answer(request, refused);
    }
  }

  private void checkContentType(RoutingContext request) throws Refused {
    String header = request.request().getHeader("Content-Type");
    if (intake.wantsBody()
        && !(header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
            .equals(JSON)) {
      throw new Refused(
          415, "unsupported-media-type", "Unsupported media type", "the body must be " + JSON);
    }
  }

  /** With the whole body. */
  void run(RoutingContext request) {
    Caller caller = request.get(CALLER);
    try {
      gate.validator()
          .validate(intake.of(request), described.getOperationId())
          .onComplete(checked -> attempt(request, () -> checked(request, caller, checked)));
    } catch (Refused refused) {
      Problems.answer(request, refused);
    }
  }

  /** What a future runs may throw into nothing: the caller gets an answer all the same. */
  private static void attempt(RoutingContext request, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      request.fail(e);
    }
  }

  private void checked(
      RoutingContext request, Caller caller, AsyncResult<ValidatedRequest> checked) {
    if (checked.succeeded()) {
      call(request, caller, checked.result());
    } else if (checked.cause() instanceof ValidatorException violation) {
      Problems.answer(request, Violation.explained(violation));
    } else {
      request.fail(checked.cause());
    }
  }

  private void call(RoutingContext request, Caller caller, ValidatedRequest validated) {
    JsonObject body = validated.getBody().getJsonObject();
    Call call =
        new Call(
            request,
            caller,
            gate.guard().address(request),
            intake.values(validated),
            body == null ? new JsonObject() : body,
            () -> gate.guard().stillKnows(request, caller));
    Context context = request.vertx().getOrCreateContext();
    try {
      // Where the answer comes from, is not where it must be given.
      operation
          .handle(call)
          .onComplete(
              answer -> context.runOnContext(v -> attempt(request, () -> answer(call, answer))));
    } catch (Refused refused) {
      refuse(call, refused);
    } catch (RuntimeException e) {
      note(call, "failed");
      request.fail(e);
    }
  }

  private void answer(Call call, AsyncResult<Answer> result) {
    if (result.succeeded()) {
      answer(call, result.result());
    } else if (result.cause() instanceof Refused refused) {
      refuse(call, refused);
    } else {
      note(call, "failed");
      call.request().fail(result.cause());
    }
  }

  private void answer(Call call, Answer answer) {
    note(call, call.result().isEmpty() ? "done" : call.result());
    HttpServerResponse response = call.request().response();
    if (response.closed() || answer instanceof Answer.Streamed) {
      return;
    }
    if (answer instanceof Answer.Redirect redirect) {
      response.setStatusCode(303).putHeader("Location", redirect.location()).end();
    } else if (answer instanceof Answer.Document document) {
      write(response, document.status(), document.body().toBuffer());
    } else if (answer instanceof Answer.Written written) {
      write(response, 200, written.json());
    } else {
      response.setStatusCode(204).end();
    }
  }

  private static void write(HttpServerResponse response, int status, Buffer json) {
    response.setStatusCode(status).putHeader("Content-Type", JSON).end(json);
  }

  private void refuse(Call call, Refused refused) {
    note(call, "refused: " + refused.detail());
    Problems.answer(call.request(), refused);
  }

  /** Reading is nobody's business; what changes something is. */
  private void note(Call call, String result) {
    if (call.noted() || !described.getHttpMethod().equals(HttpMethod.GET)) {
      gate.audit()
          .record(call.who(), call.address(), described.getOperationId(), call.target(), result);
    }
  }
}
