package org.realtimehub.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.realtimehub.admin.access.Permission;
import org.realtimehub.admin.access.Role;
import org.realtimehub.config.AdminRole;
import org.realtimehub.config.AdminTokenConfig;

/** The configuration and the admin side do not know each other, and must mean the same. */
final class AdminWiringTest {

  @Test
  void permissions_areTheSame() {
    assertThat(Arrays.stream(Permission.values()).map(Permission::label))
        .containsExactlyElementsOf(AdminTokenConfig.PERMISSIONS);
  }

  @Test
  void roles_areTheSame() {
    assertThat(Arrays.stream(Role.values()).map(Role::name))
        .containsExactlyElementsOf(Arrays.stream(AdminRole.values()).map(AdminRole::name).toList());
  }
}
