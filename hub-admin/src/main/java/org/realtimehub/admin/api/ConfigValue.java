package org.realtimehub.admin.api;

/**
 * One effective value of the configuration.
 *
 * @param value secrets are blotted out
 * @param origin {@code default}, {@code development}, {@code file}, {@code environment} or {@code
 *     flag}
 * @param source name of the file, variable or flag; empty where there is none
 */
public record ConfigValue(String key, String value, String origin, String source) {}
