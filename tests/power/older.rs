//! A ledger as the first version of the program left it, made of one of today's.

use std::path::Path;

use rusqlite::Connection;

/// The tables of the first version. A released step is never changed.
const FIRST: &str = include_str!("../../src-tauri/crates/ledger/migrations/0001_ledger.sql");

/// Makes, as `to`, a ledger of the first version that holds what the first version knows of the ledger `from`.
pub(crate) fn of_first_version(from: &Path, to: &Path) {
    let connection = Connection::open(to).unwrap();
    connection.execute_batch(FIRST).unwrap();
    let triggers = texts(&connection, "SELECT sql FROM sqlite_schema WHERE type = 'trigger'");
    for name in texts(&connection, "SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
        connection.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    connection.execute("ATTACH ?1 AS today", [from.to_str().unwrap()]).unwrap();
    connection.pragma_update(None, "foreign_keys", "OFF").unwrap();
    for table in texts(&connection, "SELECT name FROM main.sqlite_schema WHERE type = 'table'") {
        let columns = texts(&connection, &format!("SELECT name FROM pragma_table_info('{table}', 'main')")).join(", ");
        let copy =
            format!("INSERT INTO main.{table} (rowid, {columns}) SELECT rowid, {columns} FROM today.{table} ORDER BY rowid");
        connection.execute_batch(&copy).unwrap();
    }
    triggers.iter().for_each(|trigger| connection.execute_batch(trigger).unwrap());
    connection.execute_batch("DETACH today; PRAGMA user_version = 1; PRAGMA journal_mode = WAL").unwrap();
    connection.close().unwrap();
}

fn texts(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(sql).unwrap();
    let texts = statement.query_map([], |row| row.get(0)).unwrap();
    texts.collect::<Result<_, _>>().unwrap()
}
