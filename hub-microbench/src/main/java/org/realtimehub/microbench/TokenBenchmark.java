package org.realtimehub.microbench;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.realtimehub.access.AccessSettings;
import org.realtimehub.access.Action;
import org.realtimehub.access.InvalidKeysException;
import org.realtimehub.access.StaticKeys;
import org.realtimehub.access.TokenLimits;
import org.realtimehub.access.TokenVerifier;
import org.realtimehub.access.Verification;
import org.realtimehub.log.PositionTokens;
import org.realtimehub.topic.Matchers;
import org.realtimehub.update.Position;

/** Positions as clients see them, and the verification of access tokens. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx1g", "-XX:+UseSerialGC"})
public class TokenBenchmark {

  private static final String KEY = "a secret of thirty-two bytes or more";

  /** More than the verifier remembers. */
  private static final int TOKENS = 8_192;

  private static final Position POSITION = new Position("epoch", 1_234_567);

  private final PositionTokens positions = new PositionTokens(KEY.getBytes(StandardCharsets.UTF_8));
  private final String position = positions.encode(POSITION);
  private final String[] tokens = new String[TOKENS];
  private TokenVerifier verifier;
  private int next;

  @Setup
  public void sign() throws JOSEException, InvalidKeysException {
    StaticKeys keys = StaticKeys.hmac("HS256", KEY);
    AccessSettings settings =
        new AccessSettings(
            List.of(),
            "",
            Set.of("HS256"),
            true,
            Optional.of(keys),
            Optional.of(keys),
            TokenLimits.DEFAULT);
    Matchers matchers = new Matchers("https://hub.example/.well-known/mercure");
    verifier = new TokenVerifier(settings, matchers, InstantSource.system());
    MACSigner signer = new MACSigner(KEY);
    for (int i = 0; i < TOKENS; i++) {
      tokens[i] = token(signer, i);
    }
    if (!(knownToken() instanceof Verification.Accepted)) {
      throw new IllegalStateException("the token is refused");
    }
  }

  private static String token(MACSigner signer, int number) throws JOSEException {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.HS256).type(new JOSEObjectType("JWT")).build();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .subject("subscriber-" + number)
            .claim("mercure", Map.of("subscribe", List.of("https://example.com/books/{id}")))
            .expirationTime(Date.from(Instant.now().plusSeconds(86_400)))
            .build();
    SignedJWT token = new SignedJWT(header, claims);
    token.sign(signer);
    return token.serialize();
  }

  @Benchmark
  public String encodePosition() {
    return positions.encode(POSITION);
  }

  @Benchmark
  public Optional<Position> decodePosition() {
    return positions.decode(position, POSITION.epoch());
  }

  /** Verified lately. */
  @Benchmark
  public Verification knownToken() {
    return verifier.verify(tokens[0], Action.SUBSCRIBE).result();
  }

  /** Signed with HS256 and never seen, or forgotten. */
  @Benchmark
  public Verification newToken() {
    next = (next + 1) % TOKENS;
    return verifier.verify(tokens[next], Action.SUBSCRIBE).result();
  }
}
