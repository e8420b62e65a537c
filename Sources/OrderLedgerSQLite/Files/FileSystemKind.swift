/// Whether locks and shared memory work where a file lies.
package enum FileSystemKind: Equatable, Sendable {
  case local
  case network(name: String)

  /// Linux: what `statfs` calls `f_type`. The numbers are those of `statfs(2)`, `linux/magic.h`, and
  /// the `stat` of GNU coreutils, which knows some that are no part of the kernel.
  ///
  /// FUSE is refused too: what is behind it cannot be told from here. So are file systems of a
  /// cluster: another machine may have the file open, and shares no memory with this one.
  static func onLinux(magic: UInt32) -> FileSystemKind {
    switch magic {
    case 0x6969: .network(name: "NFS")
    case 0x517B: .network(name: "SMB")
    case 0xFE53_4D42: .network(name: "SMB2")
    case 0xFF53_4D42: .network(name: "CIFS")
    case 0x0102_1997: .network(name: "9p")
    case 0x6573_5546: .network(name: "FUSE")
    case 0x00C3_6400: .network(name: "Ceph")
    case 0x564C: .network(name: "NCP")
    case 0x5346_414F, 0x6B41_4653: .network(name: "AFS")
    case 0x7375_7245: .network(name: "Coda")
    case 0x786F_4256: .network(name: "VirtualBox shared folder")
    case 0xBACB_ACBC: .network(name: "VMware shared folder")
    case 0x7C7C_6673: .network(name: "Parallels shared folder")
    case 0x0BD0_0BD0: .network(name: "Lustre")
    case 0x4750_4653: .network(name: "GPFS")
    case 0x0116_1970: .network(name: "GFS2")
    case 0x7461_636F: .network(name: "OCFS2")
    case 0x1983_0326: .network(name: "BeeGFS")
    default: .local
    }
  }

  /// Apple: every file system says by itself whether it is local.
  static func onApple(isLocal: Bool, name: String) -> FileSystemKind {
    isLocal ? .local : .network(name: name)
  }
}
