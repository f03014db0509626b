package org.realtimehub.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.realtimehub.update.Position;

/**
 * Names positions of the log that no update a client may know stands for. A token looks like an id
 * the hub made ({@code #} and random characters) and tells nothing about order, number or time,
 * because position and epoch are one encrypted block (draft-08, "Authorization on Event Replay").
 *
 * <p>Thread-safe.
 */
public final class PositionTokens {

  private static final String CIPHER = "AES/ECB/NoPadding";
  private static final int BLOCK = 16;

  private record Fingerprint(String epoch, long value) {}

  private final SecretKeySpec key;

  /** Making one costs more than using it, and every newcomer needs it. */
  private final ThreadLocal<Cipher> encryption =
      ThreadLocal.withInitial(() -> cipher(Cipher.ENCRYPT_MODE));

  /** Of the epoch that was asked for last: there is one at a time. */
  private volatile Fingerprint known = new Fingerprint("", 0);

  /**
   * @param secret any bytes; tokens are understood by those who have the same
   */
  public PositionTokens(byte[] secret) {
    this.key = new SecretKeySpec(sha256(secret), 0, BLOCK, "AES");
  }

  public String encode(Position position) {
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    block.putLong(position.offset()).putLong(fingerprint(position.epoch()));
    byte[] encrypted = crypt(encryption.get(), block.array());
    return "#" + Base64.getUrlEncoder().withoutPadding().encodeToString(encrypted);
  }

  /** Whether an id is none that a publisher could have given. */
  public static boolean looksLikeToken(String id) {
    return id.startsWith("#");
  }

  /** The position a token names, empty when it is none of this epoch. */
  public Optional<Position> decode(String token, String epoch) {
    if (!looksLikeToken(token)) {
      return Optional.empty();
    }
    byte[] encrypted;
    try {
      encrypted = Base64.getUrlDecoder().decode(token.substring(1));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (encrypted.length != BLOCK) {
      return Optional.empty();
    }
    ByteBuffer block = ByteBuffer.wrap(crypt(cipher(Cipher.DECRYPT_MODE), encrypted));
    long offset = block.getLong();
    return block.getLong() == fingerprint(epoch) && offset >= 0
        ? Optional.of(new Position(epoch, offset))
        : Optional.empty();
  }

  /** One block of a random-looking plaintext: the mode's known weakness needs several. */
  @SuppressWarnings("InsecureCryptoUsage")
  private Cipher cipher(int mode) {
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(mode, key);
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + CIPHER, e);
    }
  }

  private static byte[] crypt(Cipher cipher, byte[] block) {
    try {
      return cipher.doFinal(block);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a whole block cannot be refused", e);
    }
  }

  private long fingerprint(String epoch) {
    Fingerprint last = known;
    if (!last.epoch.equals(epoch)) {
      byte[] hash = sha256(epoch.getBytes(StandardCharsets.UTF_8));
      last = new Fingerprint(epoch, ByteBuffer.wrap(hash).getLong());
      known = last;
    }
    return last.value;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
