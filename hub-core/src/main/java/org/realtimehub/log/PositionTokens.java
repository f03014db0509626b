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
 * <p>The token of a client that was told to go has a block more, which says until when it is to
 * stay away. That block goes first and is mixed into the other, so that neither can be changed, and
 * it is understood whatever became of the log meanwhile.
 *
 * <p>Thread-safe.
 */
public final class PositionTokens {

  private static final String CIPHER = "AES/ECB/NoPadding";
  private static final int BLOCK = 16;

  /** Characters of the longest token. */
  private static final int MAX_LENGTH = 44;

  /** First half of the block that says until when a client is to stay away. */
  private static final long STAY_AWAY = 0x6b69636b65640001L;

  private record Fingerprint(String epoch, long value) {}

  /** A secret, ready for use. */
  private static final class Key {

    private final SecretKeySpec key;

    /** Making one costs more than using it, and every newcomer needs it. */
    private final ThreadLocal<Cipher> encryption =
        ThreadLocal.withInitial(() -> cipher(Cipher.ENCRYPT_MODE));

    Key(byte[] secret) {
      this.key = new SecretKeySpec(sha256(secret), 0, BLOCK, "AES");
    }

    byte[] encrypt(byte[] block) {
      return crypt(encryption.get(), block, 0);
    }

    byte[] decrypt(byte[] bytes, int from) {
      return crypt(cipher(Cipher.DECRYPT_MODE), bytes, from);
    }

    /** Blocks of which no two are equal but in equal tokens: the mode's known weakness. */
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

    private static byte[] crypt(Cipher cipher, byte[] bytes, int from) {
      try {
        return cipher.doFinal(bytes, from, BLOCK);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("a whole block cannot be refused", e);
      }
    }
  }

  private volatile Key key;

  /** Of the epoch that was asked for last: there is one at a time. */
  private volatile Fingerprint known = new Fingerprint("", 0);

  /**
   * @param secret any bytes; tokens are understood by those who have the same
   */
  public PositionTokens(byte[] secret) {
    this.key = new Key(secret);
  }

  /** Goes over to another secret; tokens of the former are not understood any more. */
  public void change(byte[] secret) {
    key = new Key(secret);
  }

  public String encode(Position position) {
    return text(key.encrypt(block(position.offset(), fingerprint(position.epoch()))));
  }

  /**
   * The token of a client that is to stay away for a time, and may go on from the position then.
   *
   * @param until milliseconds since 1970
   */
  public String encodeStayAway(Position position, long until) {
    Key current = key;
    byte[] first = current.encrypt(block(STAY_AWAY, until));
    byte[] second = block(position.offset(), fingerprint(position.epoch()));
    return text(first, current.encrypt(mixed(second, first)));
  }

  private static byte[] block(long left, long right) {
    return ByteBuffer.allocate(BLOCK).putLong(left).putLong(right).array();
  }

  private static String text(byte[]... blocks) {
    ByteBuffer all = ByteBuffer.allocate(blocks.length * BLOCK);
    for (byte[] block : blocks) {
      all.put(block);
    }
    return "#" + Base64.getUrlEncoder().withoutPadding().encodeToString(all.array());
  }

  /** Whether an id is none that a publisher could have given. */
  public static boolean looksLikeToken(String id) {
    return id.startsWith("#");
  }

  /** The position a token names, empty when it is none of this epoch. */
  public Optional<Position> decode(String token, String epoch) {
    byte[] bytes = bytes(token);
    if (bytes.length != BLOCK && untilOf(bytes) == 0) {
      return Optional.empty();
    }
    byte[] last = key.decrypt(bytes, bytes.length - BLOCK);
    ByteBuffer block = ByteBuffer.wrap(bytes.length == BLOCK ? last : mixed(last, bytes));
    long offset = block.getLong();
    return block.getLong() == fingerprint(epoch) && offset >= 0
        ? Optional.of(new Position(epoch, offset))
        : Optional.empty();
  }

  /** Whether an id says that its client is to stay away for the time being. */
  public boolean tellsToStayAway(String id, long now) {
    return now < untilOf(bytes(id));
  }

  /** Until when the client is to stay away; 0 where it is not said. */
  private long untilOf(byte[] bytes) {
    if (bytes.length != 2 * BLOCK) {
      return 0;
    }
    ByteBuffer block = ByteBuffer.wrap(key.decrypt(bytes, 0));
    return block.getLong() == STAY_AWAY ? block.getLong() : 0;
  }

  /** What a token stands for, nothing when it cannot be one. */
  private static byte[] bytes(String token) {
    try {
      return looksLikeToken(token) && token.length() <= MAX_LENGTH
          ? Base64.getUrlDecoder().decode(token.substring(1))
          : new byte[0];
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static byte[] mixed(byte[] block, byte[] other) {
    byte[] mixed = new byte[BLOCK];
    for (int i = 0; i < BLOCK; i++) {
      mixed[i] = (byte) (block[i] ^ other[i]);
    }
    return mixed;
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
