import OrderLedger

/// What a ledger has to say, by another way: dictionaries and integers written from the law, without
/// a planner, a journal or a database.
///
/// It takes the public commands and answers each with what became of it. It shares no code with the
/// library: names are strings, amounts plain integers, errors the words of the error page. Where a
/// command is wrong in several ways of one group of the precedence, any of them is right.
struct Oracle: Sendable {
  /// How the books are kept.
  var isTaxDueAtFulfillment = false
  var isAccruedAtOrder = false
  /// For the control that has to be noticed: shares of a line are rounded up.
  var roundsUp = false

  var sequence: Int64 = 0
  /// Microseconds, when the last command was recorded, and when the one at hand will be.
  var recordedAt: Int64 = 0
  /// The time that the command at hand has in business.
  var time: Int64 = 0
  /// Who sends the command at hand.
  var actor: String?
  /// What it has decided about money.
  var decided: OracleDecision?
  /// Why it may not be done, which is said last.
  var denied: Set<String> = []
  var closedThrough: Int64?
  var policy = CancellationPolicy()
  /// 0 where none was ever set.
  var policyVersion: Int64 = 0
  var keys: [String: (command: Command, sequence: Int64)] = [:]

  /// Lists of cancellations under a key.
  var bulks: [String: OracleBulk] = [:]

  var locations: [String: OracleLocation] = [:]
  var stock: [OraclePlace: OracleStock] = [:]
  var orders: [String: OracleOrder] = [:]
  /// Which order each document is of.
  var payments: [String: String] = [:]
  var decisions: [String: String] = [:]
  var attempts: [String: String] = [:]
  var disputes: [String: (order: String, sequence: Int64)] = [:]
  var fulfillments: [String: OracleFulfillment] = [:]
  /// Which order each return is of.
  var returns: [String: String] = [:]
  var holds: [String: OracleHold] = [:]
  /// By gateway, kind and reference: the transaction and its document.
  var references: [String: (sequence: Int64, document: String)] = [:]
  var credits: [String: OracleCredit] = [:]
  var adjustments: [Int64: OracleAdjustment] = [:]
  var customers: [String: OracleCustomer] = [:]
  /// By journal transaction.
  var notes: [Int64: OracleNote] = [:]
  /// The order that a journal transaction has changed.
  var byOrder: [Int64: String] = [:]

  /// Debits less credits, in minor units, but for what follows from the orders' state.
  var posted: [OracleAccount: Int64] = [:]
  var pending: [OracleAccount: Int64] = [:]
  /// What follows from the orders' state.
  var derived: [OracleAccount: Int64] = [:]
}

/// What becomes of a command.
enum OracleAnswer: Sendable {
  case done(Int64)
  case replayed(Int64)
  /// With one of these codes.
  case refused(Set<String>)
}

/// A refusal, with the codes that are right.
struct Refused: Error {
  var codes: Set<String>

  init(_ codes: String...) { self.codes = Set(codes) }
  init(_ codes: Set<String>) { self.codes = codes }
}

/// Told before, by this journal transaction.
struct Echo: Error {
  let sequence: Int64
}

/// Collects what is wrong in one group of the precedence.
struct Refusals {
  private var codes: Set<String> = []

  mutating func add(_ code: String, if isWrong: Bool = true) {
    if isWrong { codes.insert(code) }
  }

  /// Ends the group.
  mutating func settle() throws {
    if !codes.isEmpty { throw Refused(codes) }
  }
}

struct OracleAccount: Hashable, Sendable, Comparable {
  let currency: String
  /// `1110:stripe`.
  let name: String

  init(_ currency: String, _ name: String) {
    self.currency = currency
    self.name = name
  }

  static func < (left: Self, right: Self) -> Bool {
    (left.currency, left.name) < (right.currency, right.name)
  }
}

struct OracleLocation: Sendable, Equatable {
  var name: String?
  var isOpen: Bool
}

struct OraclePlace: Hashable, Sendable {
  let sku: String
  let location: String
}

struct OracleStock: Sendable {
  var units: [String: Int64] = [:]
  var value: Int64 = 0
  var currency: String?

  static let shelves: Set<String> = ["available", "reserved", "inspection", "damaged", "safety"]
  /// Damaged units are on hand and worth nothing.
  static let valuable: Set<String> = ["available", "reserved", "inspection", "safety"]

  var valuedUnits: Int64 { Self.valuable.reduce(0) { $0 + (units[$1] ?? 0) } }
}

struct OracleCredit: Sendable {
  var kind: String
  var currency: String
  var balance: Int64 = 0
  var held: Int64 = 0
  /// Taken as income, and given back when the credit comes alive again.
  var breakage: Int64 = 0
  var status = "announced"
  var expires: Int64?

  var account: String { kind == "giftCard" ? "2520" : "2510" }
}

struct OracleFulfillment: Sendable {
  struct Moved: Sendable {
    let line: Int
    let quantity: Int64
    let recognized: Int64
    let value: Int64
    let currency: String?
  }
  let order: String
  /// The journal transaction in which it left.
  let sequence: Int64
  var moved: [Moved] = []
  var isCancelled = false
}
