package org.realtimehub.endpoint;

import java.util.List;
import org.realtimehub.http.Refusal;

/** Something at a path of the public port. */
sealed interface Resource {

  /** What may be done with it, beside OPTIONS. */
  List<String> methods();

  /** GET, HEAD or QUERY. */
  default void read(Exchange exchange) throws Refusal {
    throw new IllegalStateException("there is nothing to read");
  }

  default void post(Exchange exchange) throws Refusal {
    throw new IllegalStateException("nothing is taken here");
  }

  /** A part of a resource that answers. */
  @FunctionalInterface
  interface Handler {
    void handle(Exchange exchange) throws Refusal;
  }

  /** The hub's own URL, where one may publish. */
  record Hub(SubscribeHandler subscribe, PublishHandler publish) implements Resource {

    @Override
    public List<String> methods() {
      return List.of("GET", "QUERY", "HEAD", "POST");
    }

    @Override
    public void read(Exchange exchange) throws Refusal {
      subscribe.handle(exchange);
    }

    @Override
    public void post(Exchange exchange) throws Refusal {
      publish.handle(exchange);
    }
  }

  /** What is only read. */
  record ReadOnly(Handler reader) implements Resource {

    static final List<String> METHODS = List.of("GET", "HEAD");

    @Override
    public List<String> methods() {
      return METHODS;
    }

    @Override
    public void read(Exchange exchange) throws Refusal {
      reader.handle(exchange);
    }
  }

  /** What only takes something. */
  record PostOnly(Handler taker) implements Resource {

    @Override
    public List<String> methods() {
      return List.of("POST");
    }

    @Override
    public void post(Exchange exchange) throws Refusal {
      taker.handle(exchange);
    }
  }
}
