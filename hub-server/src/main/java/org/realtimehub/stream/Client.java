package org.realtimehub.stream;

import java.util.Optional;
import org.realtimehub.access.Payloads;
import org.realtimehub.delivery.Interest;
import org.realtimehub.update.FrameFormat;

/**
 * Who is connected.
 *
 * @param address the client's address without its port
 * @param subject {@code sub} of its access token
 * @param tokenId {@code jti} of its access token
 * @param hello whether it asked for the hub's own events
 * @param shape how updates look to it
 */
public record Client(
    Interest interest,
    Payloads payloads,
    String address,
    Optional<String> subject,
    Optional<String> tokenId,
    boolean hello,
    FrameFormat.Shape shape) {}
