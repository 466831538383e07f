//! SQL of staff.

db::statements! {
    /// A new member of staff, unless the name to sign in with is taken.
    INSERT = "INSERT INTO staff (id, login, name, title, department, region, roles,
        service_window, password, active, created_at, password_given)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) ON CONFLICT (login) DO NOTHING";

    /// The whole row of a member of staff, for its imprint: columns of later releases are none of
    /// it.
    WHOLE = "SELECT login, id, name, title, department, region, roles, service_window, password,
        active, created_at, password_given FROM staff WHERE login = ?1";

    /// One member of staff.
    BY_LOGIN = "SELECT id, login, name, title, department, region, roles, service_window, active,
        created_at FROM staff WHERE login = ?1";

    /// Staff of a region whose name or login holds a text, inactive last.
    LIST = "SELECT id, login, name, title, department, region, roles, service_window, active,
        created_at FROM staff WHERE region LIKE ?1 AND (name LIKE ?2 OR login LIKE ?2)
        ORDER BY active DESC, department, login LIMIT ?3 OFFSET ?4";

    /// How many there are.
    COUNT_LIST = "SELECT count(*) FROM staff
        WHERE region LIKE ?1 AND (name LIKE ?2 OR login LIKE ?2)";

    /// Everybody's name, with where they work and whether they still do.
    NAMES = "SELECT id, name, department, roles, active FROM staff ORDER BY department, login";

    /// Whether the member of staff is in office in a department.
    IN_OFFICE = "SELECT id FROM staff WHERE id = ?1 AND department = ?2 AND active";

    /// How many there are.
    COUNT = "SELECT count(*) FROM staff";

    /// The password of a member of staff who is active.
    PASSWORD = "SELECT password, id FROM staff WHERE login = ?1 AND active";

    /// The name to sign in with, and the password, of a member of staff who is active.
    OWN = "SELECT login, password FROM staff WHERE id = ?1 AND active";

    /// Another password of the owner's own, if the present one is still that which was compared.
    SET_PASSWORD = "UPDATE staff SET password = ?3, password_given = FALSE
        WHERE login = ?1 AND password = ?2";

    /// Another password, given by somebody who manages accounts.
    RESET_PASSWORD = "UPDATE staff SET password = ?2, password_given = TRUE WHERE login = ?1";

    /// Nobody else changes who is active until this unit ends: two administrators who put each
    /// other out of use come one after the other.
    HOLD_ACTIVE = "UPDATE staff SET active = active WHERE active";

    /// What everybody who is active may do, and where.
    ACTIVE = "SELECT id, department, region, roles FROM staff WHERE active";

    /// Active or no longer.
    SET_ACTIVE = "UPDATE staff SET active = ?2 WHERE login = ?1 AND active <> ?2";

    /// Another department, region, roles and window.
    SET_ROLES = "UPDATE staff SET department = ?2, region = ?3, roles = ?4, service_window = ?5
        WHERE login = ?1";
}
