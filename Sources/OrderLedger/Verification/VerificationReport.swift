import OrderLedgerModel

/// How much to verify.
public enum VerificationLevel: Sendable, Hashable {
  /// The file's structure, the schema, the trial balance, and the last hundred transactions of the
  /// chain. Reads the file once. It does not look at what is older, at the rest of the state, or
  /// for rows of transactions that there can't be.
  case quick
  /// Everything: every entry, every link of the chain, every figure of the state. What no receipt and
  /// no figure follows from is left out; the guide to durability lists it.
  case full
}

/// Something that is not as it should be.
public struct Finding: Sendable, Hashable {
  /// What is violated.
  public enum Invariant: String, Sendable, Hashable, CaseIterable {
    /// The file's pages and indexes are sound (SQLite's own check).
    case file
    /// Rows refer to rows that exist.
    case references
    /// The schema is exactly that of the migrations.
    case schema
    /// A: the legs of each transaction sum to zero in each currency.
    case balance
    /// B: the accounts' counters are the sums of the postings, and all other state is a fold of
    /// the entries.
    case projection
    /// C, D, E: an order's accounts show what its state says; refunds stay within captures; a
    /// settled, cancelled order shows nothing.
    case order
    /// F: stock sums to zero, no bucket on hand is negative, what is reserved belongs to open
    /// lines, and the value is what account 1310 shows.
    case stock
    /// G: sequence numbers without a gap, recorded times increasing, every hash as computed.
    case chain
    /// H: a reversal's postings are the opposite of those it names, which no other reverses.
    case reversal
    /// I: nothing takes effect in a period that was closed when it was recorded.
    case period
    /// J: a key has one outcome; a note is the one that was hashed.
    case record
  }

  /// What is violated.
  public let invariant: Invariant
  /// The journal transaction concerned.
  public let sequence: Int64?
  /// One sentence.
  public let message: String
}

/// What a verification found.
public struct VerificationReport: Sendable, Hashable {
  /// How much was verified.
  public let level: VerificationLevel
  /// Journal transactions looked at.
  public let transactions: Int64
  /// Entries looked at.
  public let entries: Int64
  /// Orders looked at.
  public let orders: Int64
  /// The end of the journal.
  public let head: JournalHead
  /// What is wrong; at most ``maxFindings``.
  public let findings: [Finding]

  /// No more findings than this are listed.
  public static let maxFindings = 100

  /// Whether nothing is wrong.
  public var isSound: Bool { findings.isEmpty }

  /// The first journal transaction that is wrong.
  public var firstBadSequence: Int64? { findings.compactMap(\.sequence).min() }
}

extension VerificationReport {
  /// The report with findings that were made beside it, in front of its own.
  func adding(_ others: [Finding]) -> VerificationReport {
    VerificationReport(
      level: level, transactions: transactions, entries: entries, orders: orders, head: head,
      findings: Array((others + findings).prefix(Self.maxFindings)))
  }
}

extension VerificationReport: CustomStringConvertible {
  /// A line for the whole, and one a finding.
  public var description: String {
    var lines = [
      "\(isSound ? "sound" : "NOT SOUND"): \(transactions) transactions, \(entries) entries, "
        + "\(orders) orders"
    ]
    for finding in findings {
      let place = finding.sequence.map { " at \($0)" } ?? ""
      lines.append("\(finding.invariant.rawValue)\(place): \(finding.message)")
    }
    return lines.joined(separator: "\n")
  }
}
