//! All that a ledger holds, read past the ledger's own code: what is compared after a cut is every cell of every table.

use std::path::Path;
use std::sync::OnceLock;

use comptoir_tests::proof::say;
use rusqlite::{Connection, OpenFlags};

/// What a ledger holds, a text a table; nothing if there is no ledger yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Book(Vec<(String, String)>);

/// The tables of which the journal tells nothing, and whose loss or change `verify` need not find.
const APART: [&str; 2] = ["asked", "customers"];

impl Book {
    /// Before a ledger is born.
    pub(crate) const NONE: Self = Self(Vec::new());

    /// What the ledger of `dir` holds, whatever its version; nothing if there is none.
    ///
    /// # Errors
    /// What SQLite says of a file that cannot be read.
    pub(crate) fn of(dir: &Path) -> rusqlite::Result<Self> {
        let path = dir.join("ledger.sqlite");
        if !path.exists() { Ok(Self::NONE) } else { Self::of_file(&path) }
    }

    /// What a ledger's file holds.
    ///
    /// # Errors
    /// What SQLite says of a file that cannot be read.
    pub(crate) fn of_file(path: &Path) -> rusqlite::Result<Self> {
        Self::read(&reading(path)?)
    }

    /// What is read over a connection.
    ///
    /// # Errors
    /// What SQLite says of a file that cannot be read.
    pub(crate) fn read(connection: &Connection) -> rusqlite::Result<Self> {
        static QUESTIONS: [OnceLock<Vec<(String, String)>>; 16] = [const { OnceLock::new() }; 16];
        let version: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let known = &QUESTIONS[version as usize];
        let questions = match known.get() {
            Some(questions) => questions,
            None => {
                let found = questions(connection)?;
                known.get_or_init(|| found)
            }
        };
        let mut tables = vec![("version".to_owned(), version.to_string())];
        for (table, sql) in questions {
            tables.push((table.clone(), connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?));
        }
        Ok(Self(tables))
    }

    /// A line of a table, as it is told: for what two books differ in.
    pub(crate) fn tell_difference(&self, other: &Self) {
        for (table, rows) in &self.0 {
            let others = other.0.iter().find(|(name, _)| name == table).map_or("", |(_, rows)| rows.as_str());
            for row in rows.lines().filter(|row| !others.lines().any(|other| other == *row)) {
                say(format_args!("    {table}: {row}"));
            }
        }
    }

    /// The tables that the journal tells of, and the journal.
    pub(crate) fn journalled(&self) -> Self {
        Self(self.0.iter().filter(|(table, _)| !APART.contains(&table.as_str())).cloned().collect())
    }

    /// Without a table's rows: what a copy leaves out.
    pub(crate) fn without(&self, tables: &[&str]) -> Self {
        let rows = |table: &str, rows: &str| if tables.contains(&table) { String::new() } else { rows.to_owned() };
        Self(self.0.iter().map(|(table, all)| (table.clone(), rows(table, all))).collect())
    }

    /// The version of its tables; 0 if there is no ledger.
    pub(crate) fn version(&self) -> u32 {
        self.0.first().map_or(0, |(_, version)| version.parse().unwrap())
    }

    /// How many receipts it has.
    pub(crate) fn receipts(&self) -> usize {
        self.0.iter().find(|(table, _)| table == "receipts").map_or(0, |(_, rows)| rows.lines().count())
    }
}

/// A connection that leaves nothing behind: without a log beside it a file is read as it is, and no log is made for it.
pub(crate) fn reading(path: &Path) -> rusqlite::Result<Connection> {
    let path = path.to_str().expect("a folder of tests has a plain name");
    let alone = if Path::new(&format!("{path}-wal")).exists() { "" } else { "?immutable=1" };
    let connection = Connection::open_with_flags(
        format!("file:{path}{alone}"),
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI,
    )?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// For each table, the question that answers all of its cells as one text, a line a row.
fn questions(connection: &Connection) -> rusqlite::Result<Vec<(String, String)>> {
    let mut tables = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")?;
    let names = tables.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    let question = |table: String| {
        let mut columns = connection.prepare("SELECT name FROM pragma_table_info(?1)")?;
        let columns = columns.query_map([&table], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
        let cells: Vec<_> = columns.iter().map(|column| format!("quote(\"{column}\")")).collect();
        let sql = format!("SELECT coalesce(group_concat({}, char(10)), '') FROM \"{table}\" NOT INDEXED", cells.join("||','||"));
        Ok((table, sql))
    };
    names.into_iter().map(question).collect()
}
