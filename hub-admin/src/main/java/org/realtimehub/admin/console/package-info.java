/**
 * The web page of the operators: its files, served as they are. What it shows comes from the API.
 */
@NullMarked
package org.realtimehub.admin.console;

import org.jspecify.annotations.NullMarked;
