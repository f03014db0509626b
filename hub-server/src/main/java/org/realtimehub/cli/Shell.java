package org.realtimehub.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Map;

/**
 * What surrounds a command; given to it, so that tests can give it something else.
 *
 * @param out results, for programs to read
 * @param err everything else, for people to read
 */
record Shell(Map<String, String> environment, InputStream in, PrintWriter out, PrintWriter err) {}
