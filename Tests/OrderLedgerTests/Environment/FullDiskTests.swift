import COrderLedgerSQLiteTestShim
import Foundation
import OrderLedger
import OrderLedgerTesting
import Testing

/// A full disk, with and without room that was kept. On a real file system of 2 MiB; needs the right
/// to mount one.
@Suite struct FullDiskTests {
  /// A small file system of its own, in which a ledger has an order with a payment.
  final class SmallDisk: Sendable {
    let scratch: Scratch
    var hog: String { scratch.directory + "/hog" }
    var ballast: String { scratch.path + "-ballast" }

    private let isMounted: Bool

    private init() throws {
      scratch = try Scratch()
      isMounted = unsafe order_ledger_test_mount(scratch.directory, 2_048) == 0
    }

    /// Cancels the test where none can be made.
    static func make() throws -> SmallDisk {
      let disk = try SmallDisk()
      guard disk.isMounted else { try Test.cancel("mounting a tmpfs is not allowed here") }
      return disk
    }

    deinit { unsafe order_ledger_test_unmount(scratch.directory) }

    func open(ballast bytes: Int) async throws -> Ledger {
      try await scratch.open {
        $0.ballastBytes = bytes
        // The log would otherwise be copied, which needs room too.
        $0.checkpointPages = 100_000
      }
    }

    /// Takes all room that is left.
    func fill() throws {
      try Data().write(to: URL(fileURLWithPath: hog))
      let file = try #require(FileHandle(forWritingAtPath: hog))
      for size in [65_536, 4_096] {
        while (try? file.write(contentsOf: Data(count: size))) != nil {}
      }
      try file.close()
    }

    func has(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
  }

  static func location(_ number: Int) -> Command {
    Command(
      .openLocation(OpenLocation(location: LocationID(unchecked: "L\(number)"))),
      key: IdempotencyKey(unchecked: "key-\(number)"))
  }

  /// Carries out commands until one is refused.
  static func perform(_ ledger: Ledger, from first: Int) async -> (done: Int, error: LedgerError) {
    var number = first
    while true {
      do throws(LedgerError) { try await ledger.perform(location(number)) } catch {
        return (number - first, error)
      }
      number += 1
    }
  }

  @Test func `without room that was kept nothing more is done, and nothing is lost`() async throws {
    let disk = try SmallDisk.make()
    let ledger = try await disk.open(ballast: 0)
    try await ledger.perform(Self.location(0))
    #expect(!disk.has(disk.ballast))
    try disk.fill()
    let (done, error) = await Self.perform(ledger, from: 1)
    #expect(error.code == .diskFull)
    let row = try EnvironmentTests.row(.diskFull)
    #expect(EnvironmentTests.sentence(error, disk.scratch.path) == row.sentence)
    #expect(try await ledger.head().sequence == 1 + Int64(done))
    try FileManager.default.removeItem(atPath: disk.hog)
    // The same request, now that there is room.
    let receipt = try await ledger.perform(Self.location(1 + done))
    #expect(!receipt.replayed)
    try await ledger.expectBalanced()
    await ledger.close()
  }

  @Test func `room that was kept is given back for what has to be written`() async throws {
    let disk = try SmallDisk.make()
    var ledger = try await disk.open(ballast: 600_000)
    try await ledger.perform(Self.location(0))
    #expect(disk.has(disk.ballast))
    try disk.fill()
    let (done, error) = await Self.perform(ledger, from: 1)
    #expect(done >= 5)
    #expect(error.code == .diskFull)
    #expect(!disk.has(disk.ballast))
    #expect(try await ledger.head().sequence == 1 + Int64(done))
    try await ledger.expectBalanced()
    await ledger.close()
    // On a full disk a ledger opens, without room that is kept.
    ledger = try await disk.open(ballast: 600_000)
    #expect(!disk.has(disk.ballast))
    await ledger.close()
    try FileManager.default.removeItem(atPath: disk.hog)
    ledger = try await disk.open(ballast: 600_000)
    #expect(disk.has(disk.ballast))
    try await ledger.perform(Self.location(1 + done))
    try await ledger.expectBalanced()
    await ledger.close()
  }

  @Test func `several that wait together are all done with the room that was kept`() async throws {
    let disk = try SmallDisk.make()
    let ledger = try await disk.open(ballast: 600_000)
    try await ledger.perform(Self.location(0))
    try disk.fill()
    var done = 1
    // The log has room of its own for a while.
    while disk.has(disk.ballast), done < 4_000 {
      try await withThrowingTaskGroup(of: Bool.self) { group in
        for number in done..<done + 8 {
          group.addTask { try await ledger.perform(Self.location(number)).replayed }
        }
        for try await replayed in group { #expect(!replayed) }
      }
      done += 8
    }
    #expect(!disk.has(disk.ballast))
    #expect(try await ledger.head().sequence == Int64(done))
    try await ledger.expectBalanced()
    await ledger.close()
  }

  @Test func `the file that keeps room is its owner's, grows when more is wanted, and is no link`()
    async throws
  {
    let scratch = try Scratch()
    let path = scratch.path + "-ballast"
    func size() throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    }
    for (wanted, expected) in [(10_000, 10_000), (200_000, 200_000), (5_000, 200_000)] {
      await (try scratch.open { $0.ballastBytes = wanted }).close()
      #expect(try size() == expected)
    }
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    try FileManager.default.removeItem(atPath: path)
    try Data("mine".utf8).write(to: URL(fileURLWithPath: scratch.directory + "/other"))
    try FileManager.default.createSymbolicLink(
      atPath: path, withDestinationPath: scratch.directory + "/other")
    await (try scratch.open { $0.ballastBytes = 10_000 }).close()
    #expect(
      try Data(contentsOf: URL(fileURLWithPath: scratch.directory + "/other")) == Data("mine".utf8))
    // Who only reads keeps nothing.
    try FileManager.default.removeItem(atPath: path)
    await
      (try scratch.open {
        $0.mode = .readOnly
        $0.ballastBytes = 10_000
      }).close()
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}
