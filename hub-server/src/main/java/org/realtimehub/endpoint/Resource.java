package org.realtimehub.endpoint;

import org.realtimehub.http.Refusal;

/** Something at a path of the public port. */
sealed interface Resource {

  /** Whether this is the hub itself, where one may publish. */
  default boolean isHub() {
    return false;
  }

  void read(Exchange exchange) throws Refusal;

  default void publish(Exchange exchange) throws Refusal {
    throw new IllegalStateException("only the hub takes updates");
  }

  /** The hub's own URL. */
  record Hub(SubscribeHandler subscribe, PublishHandler publish) implements Resource {

    @Override
    public boolean isHub() {
      return true;
    }

    @Override
    public void read(Exchange exchange) throws Refusal {
      subscribe.handle(exchange);
    }

    @Override
    public void publish(Exchange exchange) throws Refusal {
      publish.handle(exchange);
    }
  }

  /** Everything that is only read. */
  record ReadOnly(Reader reader) implements Resource {

    @FunctionalInterface
    interface Reader {
      void read(Exchange exchange) throws Refusal;
    }

    @Override
    public void read(Exchange exchange) throws Refusal {
      reader.read(exchange);
    }
  }
}
