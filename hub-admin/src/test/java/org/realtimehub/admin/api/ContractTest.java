package org.realtimehub.admin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.openapi.contract.Operation;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.realtimehub.admin.access.Access;
import org.realtimehub.admin.access.AccessSettings;
import org.realtimehub.admin.access.Audit;

final class ContractTest {

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private Contract contract() throws Exception {
    return Contract.load(vertx).await(20, TimeUnit.SECONDS);
  }

  private void mount(Operations operations) throws Exception {
    AccessSettings nobody = new AccessSettings(List.of(), List.of(), Duration.ofMinutes(1));
    Audit audit = new Audit(InstantSource.system());
    Access access = new Access(vertx, nobody, InstantSource.system());
    Guard guard = new Guard(access, audit, request -> "", List.of());
    new ApiRouter(vertx, guard, audit)
        .mount(Router.router(vertx), operations)
        .await(20, TimeUnit.SECONDS);
  }

  private Operations all() throws Exception {
    Operations operations = new Operations();
    contract().checked().operations().stream()
        .map(Operation::getOperationId)
        .filter(id -> !id.equals("getContract"))
        .forEach(id -> operations.on(id, call -> Answer.nothing().now()));
    return operations;
  }

  @Test
  void contract_isInOrder() throws Exception {
    assertThat(contract().basePath()).isEqualTo("/api/v1");
    assertThat(contract().checked().operations()).hasSizeGreaterThan(20);
    mount(all());
  }

  @Test
  void operationWithNothingBehindIt_failsTheStart() {
    assertThatThrownBy(() -> mount(new Operations()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("there is nothing behind ");
  }

  @Test
  void operationThatTheContractDoesNotName_failsTheStart() throws Exception {
    Operations operations = all().on("other", call -> Answer.nothing().now());
    assertThatThrownBy(() -> mount(operations))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("other");
  }
}
