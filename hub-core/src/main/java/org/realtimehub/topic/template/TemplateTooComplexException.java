package org.realtimehub.topic.template;

/** A template whose matching would cost more than the hub is ready to spend on one topic. */
public final class TemplateTooComplexException extends Exception {

  private static final long serialVersionUID = 1L;

  TemplateTooComplexException() {
    super("the template is too complex");
  }
}
