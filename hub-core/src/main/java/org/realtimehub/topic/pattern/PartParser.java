package org.realtimehub.topic.pattern;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.realtimehub.topic.pattern.Part.Modifier;
import org.realtimehub.topic.pattern.Token.Kind;

/** Reads the pattern string of one component (URL Pattern Standard, section 2.1.5). */
final class PartParser {

  static final String FULL_WILDCARD = ".*";

  private final Syntax syntax;
  private final List<Token> tokens;
  private final List<Part> parts = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final StringBuilder pendingText = new StringBuilder();
  private int index;
  private int nextNumericName;

  private PartParser(Syntax syntax, List<Token> tokens) {
    this.syntax = syntax;
    this.tokens = tokens;
  }

  static List<Part> parse(String pattern, Syntax syntax) throws InvalidPatternException {
    PartParser parser =
        new PartParser(syntax, Tokenizer.tokenize(pattern, Tokenizer.Policy.STRICT));
    while (parser.index < parser.tokens.size()) {
      parser.next();
    }
    return List.copyOf(parser.parts);
  }

  private void next() throws InvalidPatternException {
    Token character = tryConsume(Kind.CHAR);
    Token name = tryConsume(Kind.NAME);
    Token matcher = tryConsumeMatcher(name);
    if (name != null || matcher != null) {
      String prefix = character == null ? "" : character.value();
      if (!prefix.equals(syntax.prefix())) {
        pendingText.append(prefix);
        prefix = "";
      }
      flushPendingText();
      addGroup(prefix, name, matcher, "", modifier());
      return;
    }
    Token fixed = character == null ? tryConsume(Kind.ESCAPED_CHAR) : character;
    if (fixed != null) {
      pendingText.append(fixed.value());
    } else if (tryConsume(Kind.OPEN) != null) {
      braces();
    } else {
      flushPendingText();
      require(Kind.END, "there is pattern syntax where none is allowed");
    }
  }

  private void braces() throws InvalidPatternException {
    String prefix = consumeText();
    Token name = tryConsume(Kind.NAME);
    Token matcher = tryConsumeMatcher(name);
    String suffix = consumeText();
    require(Kind.CLOSE, "a brace is not closed, or contains more than one group");
    Modifier modifier = modifier();
    if (name != null || matcher != null) {
      flushPendingText();
      addGroup(prefix, name, matcher, suffix, modifier);
    } else if (modifier == Modifier.NONE) {
      pendingText.append(prefix);
    } else {
      flushPendingText();
      if (!prefix.isEmpty()) {
        parts.add(Part.fixed(syntax.encode(prefix), modifier));
      }
    }
  }

  private void addGroup(
      String prefix,
      @Nullable Token nameToken,
      @Nullable Token matcher,
      String suffix,
      Modifier modifier)
      throws InvalidPatternException {
    String regexp =
        matcher == null
            ? syntax.segmentWildcard()
            : matcher.is(Kind.ASTERISK) ? FULL_WILDCARD : matcher.value();
    Part.Kind kind = Part.Kind.REGEXP;
    if (regexp.equals(syntax.segmentWildcard())) {
      kind = Part.Kind.SEGMENT_WILDCARD;
    } else if (regexp.equals(FULL_WILDCARD)) {
      kind = Part.Kind.FULL_WILDCARD;
    }
    String name = nameToken == null ? Integer.toString(nextNumericName++) : nameToken.value();
    if (!names.add(name)) {
      throw new InvalidPatternException("two groups have the same name");
    }
    parts.add(new Part(kind, regexp, modifier, name, syntax.encode(prefix), syntax.encode(suffix)));
  }

  private void flushPendingText() throws InvalidPatternException {
    if (!pendingText.isEmpty()) {
      String text = pendingText.toString();
      pendingText.setLength(0);
      parts.add(Part.fixed(syntax.encode(text), Modifier.NONE));
    }
  }

  private @Nullable Token tryConsume(Kind kind) {
    Token token = tokens.get(index);
    if (!token.is(kind)) {
      return null;
    }
    index++;
    return token;
  }

  private @Nullable Token tryConsumeMatcher(@Nullable Token name) {
    Token regexp = tryConsume(Kind.REGEXP);
    return regexp == null && name == null ? tryConsume(Kind.ASTERISK) : regexp;
  }

  private Modifier modifier() {
    Token token = tryConsume(Kind.OTHER_MODIFIER);
    if (token == null) {
      token = tryConsume(Kind.ASTERISK);
    }
    return token == null ? Modifier.NONE : Modifier.of(token.value());
  }

  private String consumeText() {
    StringBuilder text = new StringBuilder();
    while (true) {
      Token token = tryConsume(Kind.CHAR);
      if (token == null) {
        token = tryConsume(Kind.ESCAPED_CHAR);
      }
      if (token == null) {
        return text.toString();
      }
      text.append(token.value());
    }
  }

  private void require(Kind kind, String otherwise) throws InvalidPatternException {
    if (tryConsume(kind) == null) {
      throw new InvalidPatternException(otherwise);
    }
  }
}
