package org.realtimehub.admin.api;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.realtimehub.admin.access.Caller;

/**
 * A call of an operation by somebody who may, with parameters and a body that the contract allows.
 */
public final class Call {

  private final RoutingContext request;
  private final Caller caller;
  private final String address;
  private final Map<String, Object> parameters;
  private final JsonObject body;
  private final BooleanSupplier stillAllowed;
  private boolean noted;
  private String who;
  private String target = "";
  private String result = "";

  Call(
      RoutingContext request,
      Caller caller,
      String address,
      Map<String, Object> parameters,
      JsonObject body,
      BooleanSupplier stillAllowed) {
    this.request = request;
    this.caller = caller;
    this.who = caller.name();
    this.address = address;
    this.parameters = parameters;
    this.body = body;
    this.stillAllowed = stillAllowed;
  }

  /** For operations that answer themselves. */
  public RoutingContext request() {
    return request;
  }

  /** Has no name and may nothing where the operation is for everybody. */
  public Caller caller() {
    return caller;
  }

  /** Of the client. */
  public String address() {
    return address;
  }

  /** Whether the caller's session lasts, for answers that go on; asking counts as using it. */
  public boolean stillAllowed() {
    return stillAllowed.getAsBoolean();
  }

  /** The document in the body, empty where there is none. */
  public JsonObject body() {
    return body;
  }

  /** A parameter of the path or of the query, or its default. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(parameters.get(name)).map(Object::toString);
  }

  /** A parameter that is required, or has a default. */
  public String required(String name) {
    return text(name)
        .orElseThrow(() -> new IllegalStateException("the contract lets " + name + " be absent"));
  }

  /** A parameter with a number, or its default. */
  public Optional<Number> number(String name) {
    return Optional.ofNullable((Number) parameters.get(name));
  }

  /** A parameter with a number of seconds. */
  public Optional<Duration> seconds(String name) {
    return number(name).map(Seconds::read);
  }

  /** Most rows of a page. */
  public int limit() {
    return number("limit").orElseThrow().intValue();
  }

  /** What the page before said under {@code next}. */
  public Optional<String> cursor() {
    return text("cursor");
  }

  /** Notes for the audit log who it is, where the caller only becomes known. */
  void calledBy(String name) {
    who = name;
  }

  /**
   * Notes for the audit log what is done something to.
   *
   * @param what no data of updates, no secrets
   */
  public void concerns(String what) {
    target = what;
  }

  /** Notes for the audit log what came of it; without it, that it was done. */
  public void resulted(String what) {
    result = what;
  }

  /** Notes it in the audit log although it is a GET: a browser could not come in another way. */
  void isNoted() {
    noted = true;
  }

  boolean noted() {
    return noted;
  }

  String who() {
    return who;
  }

  String target() {
    return target;
  }

  String result() {
    return result;
  }
}
