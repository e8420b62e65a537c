import COrderLedgerSQLiteTestShim
import Foundation

/// A file system of its own in a file, mounted through a loop device. Linux, root.
final class Volume {
  enum Kind: String, CaseIterable {
    case ext4, xfs

    var make: [String] {
      switch self {
      case .ext4: ["mkfs.ext4", "-q", "-F"]
      case .xfs: ["mkfs.xfs", "-q", "-f"]
      }
    }
  }

  /// The least that xfs takes is 300 MiB. Sparse: what is written is a small part of it.
  private static let bytes: UInt64 = 512 << 20

  let directory: String
  private let image: String
  private let place: Workplace
  private var isMounted = false

  init(_ kind: Kind) throws {
    place = try Workplace()
    image = place.path("image")
    directory = place.path("mounted")
    try place.write("image", [])
    try FileHandle(forWritingTo: URL(fileURLWithPath: image)).truncate(atOffset: Self.bytes)
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: false)
    try Self.run(kind.make + [image])
    try mount()
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o700], ofItemAtPath: directory)
  }

  deinit { try? unmount() }

  func mount() throws {
    try Self.run(["mount", "-o", "loop", image, directory])
    isMounted = true
  }

  /// Takes it away as a power cut does. Who still runs on it can only fail from here on.
  func cutPower() throws {
    let code = unsafe order_ledger_torture_cut_power(directory)
    guard code == 0 else { throw TortureError("the power can't be cut: errno \(code)") }
  }

  func unmount() throws {
    guard isMounted else { return }
    try Self.run(["umount", directory])
    isMounted = false
  }

  private static func run(_ words: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw TortureError("'\(words.joined(separator: " "))' failed: is this root, on Linux?")
    }
  }
}
