package org.realtimehub.log.redis;

import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** What an operator is told about a call to Redis that failed. */
final class Trouble {

  /** What Redis begins its errors with; in those of scripts it may come later. */
  private static final List<Map.Entry<String, String>> KNOWN =
      List.of(
          Map.entry("WRONGPASS", "Redis refuses the username or the password"),
          Map.entry("NOAUTH", "Redis asks for a password"),
          Map.entry("NOPERM", "Redis does not permit its user what the hub needs"),
          Map.entry("LOADING", "Redis is still loading its data"),
          Map.entry("READONLY", "this Redis is a replica and read-only"),
          Map.entry("MASTERDOWN", "this Redis is a replica that lost its primary"),
          Map.entry("OOM", "Redis is out of memory: see its maxmemory"),
          Map.entry("MISCONF", "Redis takes no writes because it cannot save them to its disk"),
          Map.entry("NOREPLICAS", "Redis takes no writes because it has too few replicas"),
          Map.entry("BUSY", "Redis is busy with a script of somebody else"),
          Map.entry("CLUSTERDOWN", "the Redis Cluster is down"),
          Map.entry("TRYAGAIN", "the slot of the hub is moving to another node"),
          Map.entry("ASK", "the slot of the hub is moving to another node"),
          Map.entry("MOVED", "the nodes of the Redis Cluster disagree on where the hub's slot is"),
          Map.entry("CONNECTION_CLOSED", "the connection to Redis was lost"));

  private static final int LONGEST = 200;

  private Trouble() {}

  static RedisException of(Throwable failure) {
    if (failure instanceof RedisException known) {
      return known;
    }
    if (failure instanceof Response) {
      return answered(text(failure));
    }
    if (failure instanceof TimeoutException) {
      return new RedisException("Redis did not answer in time");
    }
    String reason = text(failure);
    String root = text(root(failure));
    String detail = reason.contains(root) ? "" : ": " + root;
    return new RedisException("Redis cannot be reached: " + reason + detail);
  }

  private static RedisException answered(String answer) {
    // A long command from a stranger is refused before Redis looks at it.
    String error = answer.contains("unauthenticated") ? "NOAUTH" : answer;
    for (Map.Entry<String, String> known : KNOWN) {
      if (says(error, known.getKey())) {
        return new RedisException(known.getValue() + " (" + known.getKey() + ")");
      }
    }
    return new RedisException("Redis answered an error: " + withoutArguments(error));
  }

  /** Redis 6 wraps what a command of a script answered: {@code ERR ... -OOM command not ...}. */
  private static boolean says(String error, String code) {
    return error.startsWith(code + " ") || error.equals(code) || error.contains(" -" + code + " ");
  }

  /** What follows may be a password, or what somebody published. */
  private static String withoutArguments(String error) {
    int arguments = error.indexOf(", with args");
    int end = Math.min(LONGEST, arguments < 0 ? error.length() : arguments);
    return error.substring(0, Math.min(end, error.length()));
  }

  /** For TLS it is only there that the certificate's fault is named. */
  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    for (Throwable cause = root.getCause(); cause != null; cause = cause.getCause()) {
      root = cause;
    }
    return root;
  }

  private static String text(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
