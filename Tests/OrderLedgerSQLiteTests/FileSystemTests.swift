import Testing

@testable import OrderLedgerSQLite

struct FileSystemTests {
  @Test(
    arguments: [
      (0x6969, "NFS"), (0x517B, "SMB"), (0xFE53_4D42, "SMB2"), (0xFF53_4D42, "CIFS"),
      (0x0102_1997, "9p"), (0x6573_5546, "FUSE"), (0x00C3_6400, "Ceph"),
      (0x564C, "NCP"), (0x5346_414F, "AFS"), (0x6B41_4653, "AFS"), (0x7375_7245, "Coda"),
      (0x786F_4256, "VirtualBox shared folder"), (0xBACB_ACBC, "VMware shared folder"),
      (0x7C7C_6673, "Parallels shared folder"), (0x0BD0_0BD0, "Lustre"), (0x4750_4653, "GPFS"),
      (0x0116_1970, "GFS2"), (0x7461_636F, "OCFS2"), (0x1983_0326, "BeeGFS"),
    ] as [(UInt32, String)])
  func `a network file system is told by its number`(magic: UInt32, name: String) {
    #expect(FileSystemKind.onLinux(magic: magic) == .network(name: name))
  }

  @Test(
    arguments: [0xEF53, 0x5846_5342, 0x0102_1994, 0x9123_683E, 0x794C_7630, 0x2FC1_2FC1]
      as [UInt32])
  func `ext4, xfs, tmpfs, btrfs, overlay and zfs are local`(magic: UInt32) {
    #expect(FileSystemKind.onLinux(magic: magic) == .local)
  }

  @Test func `an Apple volume is what it says it is`() {
    #expect(FileSystemKind.onApple(isLocal: true, name: "apfs") == .local)
    #expect(FileSystemKind.onApple(isLocal: false, name: "smbfs") == .network(name: "smbfs"))
  }
}
