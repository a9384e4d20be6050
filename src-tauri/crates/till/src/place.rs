//! Where a ledger may stand: on a disk of this machine. A lock and a sync that another machine answers for promise nothing, and a
//! program that copies the folder to and from elsewhere puts an older ledger in a newer one's place.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use comptoir_core::code::Code;
use comptoir_engine::Refusal;

/// What a folder stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Here,
    OtherMachine,
    /// A program copies it to and from other machines.
    Cloud,
}

/// Refuses a folder on another machine, and one that is copied to and from others.
///
/// # Errors
/// `folder_on_network` and `folder_in_cloud`.
pub(crate) fn demand_here(folder: &Path) -> Result<(), Refusal> {
    match place(&real(folder)) {
        Place::Here => Ok(()),
        Place::OtherMachine => Err(Code::FolderOnNetwork.into()),
        Place::Cloud => Err(Code::FolderInCloud.into()),
    }
}

/// The folder without links, and without what is not there yet.
fn real(folder: &Path) -> PathBuf {
    let there = folder.ancestors().find_map(|part| Some((part, fs::canonicalize(part).ok()?)));
    let rest = there.as_ref().and_then(|(part, _)| folder.strip_prefix(part).ok());
    match (&there, rest) {
        (Some((_, real)), Some(rest)) => real.join(rest),
        (Some(_) | None, Some(_) | None) => folder.to_owned(),
    }
}

fn place(folder: &Path) -> Place {
    if folder.iter().any(is_of_a_cloud) {
        Place::Cloud
    } else if is_on_another_machine(folder) {
        Place::OtherMachine
    } else {
        Place::Here
    }
}

/// Whether a folder of this name is one that a program keeps equal on several machines.
fn is_of_a_cloud(name: &OsStr) -> bool {
    const NAMES: [&str; 9] = [
        "onedrive",
        "dropbox",
        "googledrive",
        "google drive",
        "cloudstorage",
        "iclouddrive",
        "mobile documents",
        "nextcloud",
        "pclouddrive",
    ];
    let name = name.to_string_lossy().to_lowercase();
    // OneDrive and Dropbox add the account's name: "OneDrive - Boutique", "Dropbox (Personal)".
    NAMES.iter().any(|cloud| name.strip_prefix(cloud).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '-', '('])))
}

/// What the system says of the file system that the folder is on. The table of mounts names it; the number that `statfs` gives
/// is the same for every file system in user space, a local disk and a remote one alike.
#[cfg(target_os = "linux")]
fn is_on_another_machine(folder: &Path) -> bool {
    let mounts = fs::read("/proc/self/mountinfo").unwrap_or_default();
    mounts::file_system(&String::from_utf8_lossy(&mounts), folder).is_some_and(mounts::is_remote)
}

/// A drive letter of another machine's is resolved to that machine's name with the links.
#[cfg(windows)]
fn is_on_another_machine(folder: &Path) -> bool {
    use std::path::{Component, Prefix};
    let first = folder.components().next();
    matches!(first, Some(Component::Prefix(prefix)) if matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..)))
}

/// What the system marks as local is on a disk of this machine.
#[cfg(target_os = "macos")]
fn is_on_another_machine(folder: &Path) -> bool {
    /// `MNT_LOCAL` of `sys/mount.h`.
    const LOCAL: u32 = 0x1000;
    let there = folder.ancestors().find(|part| part.exists());
    there.and_then(|there| rustix::fs::statfs(there).ok()).is_some_and(|on| on.f_flags & LOCAL == 0)
}

/// The table of mounts of this process, `/proc/self/mountinfo`.
#[cfg(target_os = "linux")]
mod mounts {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;
    use std::path::{Path, PathBuf};

    /// The name of the file system that `folder` is on: the mount with the longest path that it is under, the last one where
    /// several are at the same.
    pub(super) fn file_system<'a>(table: &'a str, folder: &Path) -> Option<&'a str> {
        let mounts = table.lines().filter_map(|line| {
            let (before, after) = line.split_once(" - ")?;
            let at = unescaped(before.split(' ').nth(4)?);
            folder.starts_with(&at).then(|| (at.components().count(), after.split(' ').next()))
        });
        mounts.max_by_key(|(depth, _)| *depth)?.1
    }

    /// Whether a file system of this name is another machine's, as far as its name tells.
    pub(super) fn is_remote(name: &str) -> bool {
        const REMOTE: [&str; 16] = [
            "nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "coda", "ceph", "9p", "davfs", "lustre", "gfs2", "ocfs2",
            "orangefs", "vboxsf",
        ];
        // In user space they are as many as programs; those that keep their files on a disk of this machine are few.
        const LOCAL_IN_USER_SPACE: [&str; 8] =
            ["fuse-overlayfs", "gocryptfs", "encfs", "cryfs", "securefs", "ntfs-3g", "exfat", "bindfs"];
        match name.strip_prefix("fuse.") {
            Some(program) => !LOCAL_IN_USER_SPACE.contains(&program),
            None => REMOTE.contains(&name),
        }
    }

    /// Blanks, tabs, line ends and backslashes stand in the table as three octal digits.
    fn unescaped(path: &str) -> PathBuf {
        let mut bytes = Vec::with_capacity(path.len());
        let mut parts = path.split('\\');
        bytes.extend(parts.next().unwrap_or_default().bytes());
        for part in parts {
            let digits = part.get(..3).and_then(|digits| u8::from_str_radix(digits, 8).ok());
            let (byte, rest) = digits.map_or((b'\\', part), |byte| (byte, part.get(3..).unwrap_or_default()));
            bytes.push(byte);
            bytes.extend(rest.bytes());
        }
        PathBuf::from(OsString::from_vec(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_this_machine_is_taken_whether_it_is_there_or_not() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["", "new/folder", "Onedrivers", "clouds"] {
            assert_eq!(demand_here(&folder.path().join(name)), Ok(()), "{name}");
        }
    }

    #[test]
    fn a_folder_that_is_copied_elsewhere_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["OneDrive", "OneDrive - Boutique Adjovi/x", "Dropbox (Personal)", "a/CloudStorage/b", "Mobile Documents"] {
            let refused = demand_here(&folder.path().join(name)).unwrap_err();
            assert_eq!(refused.code, Code::FolderInCloud, "{name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_into_such_a_folder_is_followed() {
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("Dropbox"), folder.path().join("caisse"));
        fs::create_dir(&real).unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        assert_eq!(demand_here(&link.join("new")).unwrap_err().code, Code::FolderInCloud);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_table_of_mounts_says_whose_disk_it_is() {
        let table = "\
            22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw\n\
            23 22 0:21 / /home rw shared:2 master:1 - btrfs /dev/vdb rw\n\
            24 23 0:40 / /home/afi/partage rw - nfs4 serveur:/partage rw\n\
            25 23 0:41 / /home/afi/mes\\040fichiers rw - fuse.sshfs afi@serveur: rw\n\
            26 22 0:42 / /dev/shm rw - tmpfs tmpfs rw\n\
            27 22 0:43 / /media/cle rw - fuseblk /dev/sdb1 rw\n\
            28 22 0:44 / /media/cle rw - cifs //serveur/x rw\n\
            29 22 0:45 / /mnt/c rw - 9p drvfs rw\n\
            30 22 0:46 / /chiffre rw - fuse.gocryptfs x rw\n";
        let on = |folder: &str| mounts::file_system(table, Path::new(folder)).unwrap();
        for (folder, name, remote) in [
            ("/var/lib", "ext4", false),
            ("/home/afi", "btrfs", false),
            ("/home/afi/partages", "btrfs", false),
            ("/home/afi/partage/caisse", "nfs4", true),
            ("/home/afi/mes fichiers/caisse", "fuse.sshfs", true),
            ("/dev/shm/x", "tmpfs", false),
            ("/media/cle", "cifs", true),
            ("/mnt/c/Users", "9p", true),
            ("/chiffre/x", "fuse.gocryptfs", false),
        ] {
            assert_eq!((on(folder), mounts::is_remote(on(folder))), (name, remote), "{folder}");
        }
        for local in ["overlay", "xfs", "zfs", "vfat", "exfat", "ntfs3", "fuseblk", "f2fs", "bcachefs", "ext2"] {
            assert!(!mounts::is_remote(local), "{local}");
        }
    }
}
