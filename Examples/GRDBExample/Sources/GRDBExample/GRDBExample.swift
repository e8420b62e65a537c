import Foundation
import GRDB
import OrderLedger

/// An app that keeps its own tables and the ledger's in one file, with GRDB.
///
/// It cancels an order inside its own `write`: its support ticket and the ledger's entries are
/// committed together, or neither is.
@main
struct GRDBExample {
  static func main() throws {
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("grdb-example-\(UUID())")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let app = try App(path: directory.appendingPathComponent("app.sqlite").path)

    try app.setUp()
    try app.sell("1001")
    try app.sell("1002")

    try app.cancel("1001", ticket: "Changed their mind")
    try expect(try app.tickets() == ["1001"], "the app's ticket is written …")
    try expect(try app.status(of: "1001") == .cancelled, "… with the cancellation")

    // The app fails after the ledger has written: everything is undone.
    do {
      try app.cancel("1002", ticket: "Changed their mind", failingAfterwards: true)
      throw Unexpected(what: "the write should have failed")
    } catch is AppFailure {
      try expect(try app.tickets() == ["1001"], "a write that throws leaves no ticket …")
      try expect(try app.status(of: "1002") == .open, "… and no cancellation")
    }

    // The ledger refuses: the app may catch that and keep its own row, or let it undo both.
    do {
      try app.cancel("1001", ticket: "Asked again")
      throw Unexpected(what: "a second cancellation should have been refused")
    } catch let error as LedgerError {
      try expect(error.code == .alreadyCancelled, "a second cancellation is refused …")
      try expect(try app.tickets() == ["1001"], "… and leaves no ticket")
    }

    try expect(try app.isBalanced(), "the books balance")
    try expect(try app.integrity() == "ok", "the file is sound")
    print("OK")
  }
}

/// Something that the example says is so, and is not.
struct Unexpected: Error {
  let what: String
}

func expect(_ isTrue: Bool, _ what: String) throws {
  guard isTrue else { throw Unexpected(what: what) }
  print("✓ \(what)")
}
