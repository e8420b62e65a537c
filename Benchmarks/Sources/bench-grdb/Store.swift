import GRDB

/// The three operations in one style. Each is called inside a transaction.
protocol Store: Sendable {
  static var style: String { get }
  func place(_ number: UInt64, _ db: Database) throws
  func capture(_ number: UInt64, _ db: Database) throws
  func cancel(_ number: UInt64, _ db: Database) throws
}

enum Phase: String, CaseIterable {
  case place, capture, cancel
}

/// What ends the program with 1.
struct Failure: Error, CustomStringConvertible {
  let description: String
}

// The numbers of the lean schema, as an app names them.

enum Kind: Int, Codable, DatabaseValueConvertible {
  case place, capture, cancel
}

enum Bucket: Int, Codable, DatabaseValueConvertible {
  case available, reserved
}

enum State: Int, Codable, DatabaseValueConvertible {
  case open, paid, cancelled
}

enum AccountID {
  static let receivable: Int64 = 1
  static let unearned: Int64 = 2
  static let gateway: Int64 = 3
  static let deposits: Int64 = 4
  static let refundsPayable: Int64 = 5
}
