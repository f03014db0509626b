/**
 * Topics and what matches them: exact names, URL patterns, URI templates, and the index that finds
 * the subscribers of a topic.
 */
@NullMarked
package org.realtimehub.topic;

import org.jspecify.annotations.NullMarked;
