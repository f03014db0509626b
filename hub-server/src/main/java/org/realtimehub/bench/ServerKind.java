package org.realtimehub.bench;

/** What a server process serves. */
enum ServerKind {
  HUB("hub"),
  BARE("bare Vert.x");

  private final String label;

  ServerKind(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
