package org.realtimehub.admin.access;

/**
 * A user of the admin side.
 *
 * @param passwordHash bcrypt
 * @param oneTime whether the password was made at the start and ends with the process
 */
public record Account(String name, Role role, String passwordHash, boolean oneTime) {

  @Override
  public String toString() {
    return "Account[" + name + ", " + role + "]";
  }
}
