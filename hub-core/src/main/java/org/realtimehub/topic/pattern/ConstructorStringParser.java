package org.realtimehub.topic.pattern;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.realtimehub.topic.pattern.Token.Kind;

/** Cuts a pattern written like a URL into components (URL Pattern Standard, section 1.6). */
final class ConstructorStringParser {

  private enum State {
    INIT,
    PROTOCOL,
    AUTHORITY,
    USERNAME,
    PASSWORD,
    HOSTNAME,
    PORT,
    PATHNAME,
    SEARCH,
    HASH,
    DONE
  }

  private static final Set<State> NO_COMPONENT =
      EnumSet.of(State.INIT, State.AUTHORITY, State.DONE);

  private final String input;
  private final List<Token> tokens;
  private final UrlPatternInit result = new UrlPatternInit();
  private State state = State.INIT;
  private int componentStart;
  private int tokenIndex;
  private int tokenIncrement;
  private int groupDepth;
  private int ipv6BracketDepth;
  private boolean specialScheme;

  private ConstructorStringParser(String input, List<Token> tokens) {
    this.input = input;
    this.tokens = tokens;
  }

  static UrlPatternInit parse(String input) throws InvalidPatternException {
    ConstructorStringParser parser =
        new ConstructorStringParser(input, Tokenizer.tokenize(input, Tokenizer.Policy.LENIENT));
    while (parser.tokenIndex < parser.tokens.size() && parser.state != State.DONE) {
      parser.tokenIncrement = 1;
      parser.step();
      parser.tokenIndex += parser.tokenIncrement;
    }
    if (parser.result.has(UrlComponent.HOSTNAME)) {
      parser.result.setIfAbsent(UrlComponent.PORT, "");
    }
    return parser.result;
  }

  private void step() throws InvalidPatternException {
    Token token = tokens.get(tokenIndex);
    if (token.is(Kind.END)) {
      end();
    } else if (token.is(Kind.OPEN)) {
      groupDepth++;
    } else if (groupDepth > 0 && !token.is(Kind.CLOSE)) {
      return;
    } else {
      if (groupDepth > 0) {
        groupDepth--;
      }
      inState();
    }
  }

  private void end() {
    switch (state) {
      case INIT -> {
        rewind(State.INIT);
        if (isPlain("#")) {
          change(State.HASH, 1);
        } else if (isSearchPrefix()) {
          change(State.SEARCH, 1);
        } else {
          change(State.PATHNAME, 0);
        }
      }
      case AUTHORITY -> rewind(State.HOSTNAME);
      default -> change(State.DONE, 0);
    }
  }

  private void inState() throws InvalidPatternException {
    switch (state) {
      case INIT -> {
        if (isPlain(":")) {
          rewind(State.PROTOCOL);
        }
      }
      case PROTOCOL -> protocol();
      case AUTHORITY -> {
        if (isPlain("@")) {
          rewind(State.USERNAME);
        } else if (isPlain("/") || isSearchPrefix() || isPlain("#")) {
          rewind(State.HOSTNAME);
        }
      }
      case USERNAME -> {
        if (isPlain(":")) {
          change(State.PASSWORD, 1);
        } else if (isPlain("@")) {
          change(State.HOSTNAME, 1);
        }
      }
      case PASSWORD -> {
        if (isPlain("@")) {
          change(State.HOSTNAME, 1);
        }
      }
      case HOSTNAME -> hostname();
      case PORT -> {
        if (isPlain("/")) {
          change(State.PATHNAME, 0);
        } else {
          searchOrHash();
        }
      }
      case PATHNAME -> searchOrHash();
      case SEARCH -> {
        if (isPlain("#")) {
          change(State.HASH, 1);
        }
      }
      case HASH, DONE -> {}
    }
  }

  private void protocol() throws InvalidPatternException {
    if (!isPlain(":")) {
      return;
    }
    specialScheme = ComponentPattern.compile(componentString(), Syntax.PROTOCOL).matchesSpecial();
    if (safeToken(tokenIndex + 1).isPlain("/") && safeToken(tokenIndex + 2).isPlain("/")) {
      change(State.AUTHORITY, 3);
    } else {
      change(specialScheme ? State.AUTHORITY : State.PATHNAME, 1);
    }
  }

  private void hostname() {
    if (isPlain("[")) {
      ipv6BracketDepth++;
    } else if (isPlain("]")) {
      ipv6BracketDepth--;
    } else if (isPlain(":") && ipv6BracketDepth == 0) {
      change(State.PORT, 1);
    } else if (isPlain("/")) {
      change(State.PATHNAME, 0);
    } else {
      searchOrHash();
    }
  }

  private void searchOrHash() {
    if (isSearchPrefix()) {
      change(State.SEARCH, 1);
    } else if (isPlain("#")) {
      change(State.HASH, 1);
    }
  }

  /** Ends a component; what lies between it and the next, left out, is empty. */
  private void change(State next, int skip) {
    if (!NO_COMPONENT.contains(state)) {
      result.set(UrlComponent.valueOf(state.name()), componentString());
    }
    if (state != State.INIT && next != State.DONE) {
      if (isWithin(State.PROTOCOL, State.PASSWORD, state)
          && isWithin(State.PORT, State.HASH, next)) {
        result.setIfAbsent(UrlComponent.HOSTNAME, "");
      }
      if (isWithin(State.PROTOCOL, State.PORT, state) && isWithin(State.SEARCH, State.HASH, next)) {
        result.setIfAbsent(UrlComponent.PATHNAME, specialScheme ? "/" : "");
      }
      if (isWithin(State.PROTOCOL, State.PATHNAME, state) && next == State.HASH) {
        result.setIfAbsent(UrlComponent.SEARCH, "");
      }
    }
    state = next;
    tokenIndex += skip;
    componentStart = tokenIndex;
    tokenIncrement = 0;
  }

  private static boolean isWithin(State first, State last, State state) {
    return state.compareTo(first) >= 0 && state.compareTo(last) <= 0;
  }

  private void rewind(State next) {
    tokenIndex = componentStart;
    tokenIncrement = 0;
    state = next;
  }

  private Token safeToken(int index) {
    return tokens.get(Math.min(index, tokens.size() - 1));
  }

  private boolean isPlain(String character) {
    return safeToken(tokenIndex).isPlain(character);
  }

  /** A question mark starts the search unless it can be the modifier of what precedes it. */
  private boolean isSearchPrefix() {
    if (isPlain("?")) {
      return true;
    }
    if (!safeToken(tokenIndex).value().equals("?")) {
      return false;
    }
    if (tokenIndex == 0) {
      return true;
    }
    return switch (safeToken(tokenIndex - 1).kind()) {
      case NAME, REGEXP, CLOSE, ASTERISK -> false;
      default -> true;
    };
  }

  private String componentString() {
    return input.substring(safeToken(componentStart).index(), tokens.get(tokenIndex).index());
  }
}
