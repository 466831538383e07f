//! People, staff, sessions, drafts and files, on both engines.

mod accounts;
mod drafts;
mod files;
mod house;
mod sessions;
mod staff;

#[test]
fn every_statement_means_the_same_on_both_engines() {
    house::on_both(|test| {
        let statements = [
            app::attempts::ALL,
            app::drafts::sql::ALL,
            app::files::sql::ALL,
            app::people::sql::ALL,
            app::sessions::sql::ALL,
            app::staff::sql::ALL,
        ];
        test.house.db.prepare_all(&statements.concat()).unwrap();
    });
}
