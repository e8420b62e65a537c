public import OrderLedgerModel
import OrderLedgerSQLite

/// The cancellations of a period that were made for one reason, in one currency.
///
/// A cancellation counts on the day of its effective time in UTC, under the reason of the
/// cancellation as a whole: a line's own reason is in the journal and not counted here.
public struct CancellationReason: Sendable, Hashable {
  /// The day, or the first day of the month, also where the report begins after it; `nil` where all
  /// days are together.
  public let period: CivilDate?
  /// Why.
  public let reason: ReasonCode
  /// The currency of the amounts.
  public let currency: Currency
  /// How many cancellations.
  public fileprivate(set) var cancellations: Int64 = 0
  /// How many of them left nothing of their order.
  public fileprivate(set) var wholeOrders: Int64 = 0
  /// Units of goods that were cancelled.
  public fileprivate(set) var units: Int64 = 0
  /// What was cancelled was worth, after discounts, with tax, in minor units.
  public fileprivate(set) var value: Int64 = 0
  /// What was decided to be given back for it, in minor units.
  public fileprivate(set) var refunded: Int64 = 0
}

extension LedgerReading where Self: ~Copyable {
  /// Why orders were cancelled, how often, and what it came to.
  ///
  /// Costs what the days and reasons that were asked for cost, not what their orders would: each
  /// commit counts its cancellations under their day.
  ///
  /// - Parameters:
  ///   - from: the first day, in UTC; `nil` is the ledger's first.
  ///   - until: the day after the last; `nil` is no end.
  ///   - period: which days are put together.
  /// - Returns: a row for each period, reason and currency in which there were any: by period, then
  ///   the most frequent reason first.
  /// - Throws: `overflow` when a sum does not fit into 64 bits.
  public func cancellationReasons(
    from: CivilDate? = nil, until: CivilDate? = nil, by period: ReportPeriod = .total
  ) throws(LedgerError) -> [CancellationReason] {
    try _queries.engine?.settle()
    var tally = ReasonTally(period: period)
    try _queries.connection.ledgerForEach(Catalog.cancellationDays) { statement in
      statement.bind(1, from?.dayNumber ?? .min)
      statement.bind(2, until?.dayNumber ?? .max)
    } row: { row in
      try tally.add(row)
    }
    return tally.rows
  }
}

/// Sums up days; they come in their order.
private struct ReasonTally {
  private struct Key: Hashable {
    let reason: ReasonCode
    let currency: Currency
  }

  let period: ReportPeriod
  private var finished: [CancellationReason] = []
  private var start: CivilDate?
  private var current: [Key: CancellationReason] = [:]

  init(period: ReportPeriod) {
    self.period = period
  }

  var rows: [CancellationReason] { finished + sorted }

  private var sorted: [CancellationReason] {
    current.values.sorted {
      ($1.cancellations, $0.reason.text, $0.currency)
        < ($0.cancellations, $1.reason.text, $1.currency)
    }
  }

  mutating func add(_ row: borrowing Statement) throws {
    let start = try start(of: try row.int64(0), row)
    if start != self.start {
      finished += sorted
      current.removeAll(keepingCapacity: true)
      self.start = start
    }
    let key = Key(reason: try row.id(1), currency: try row.currency(2))
    var sum =
      current[key]
      ?? CancellationReason(period: start, reason: key.reason, currency: key.currency)
    try Self.add(try row.int64(3), to: &sum.cancellations, key)
    try Self.add(try row.int64(4), to: &sum.wholeOrders, key)
    try Self.add(try row.int64(5), to: &sum.units, key)
    try Self.add(try row.int64(6), to: &sum.value, key)
    try Self.add(try row.int64(7), to: &sum.refunded, key)
    current[key] = sum
  }

  /// The first day of the period that a day belongs to.
  private func start(of day: Int64, _ row: borrowing Statement) throws -> CivilDate? {
    guard period != .total else { return nil }
    guard let date = CivilDate(storedDay: day) else { throw row.invalid(0, "\(day) is no day") }
    guard period == .month else { return date }
    return CivilDate(storedDay: day - Int64(date.day - 1)) ?? date
  }

  private static func add(_ figure: Int64, to sum: inout Int64, _ key: Key) throws(LedgerError) {
    let (result, overflow) = sum.addingReportingOverflow(figure)
    guard !overflow else {
      throw LedgerError(.overflow, .init("reason", key.reason.text), found: "a sum of days")
    }
    sum = result
  }
}

extension CivilDate {
  /// A day that the ledger counted under; `nil` if no instant falls on it. Its year may be one that
  /// text can't have: instants that programs give are not bounded as those in text are.
  fileprivate init?(storedDay day: Int64) {
    let length: Int64 = 86_400_000_000
    // Of the first day of all, only the end is an instant; of the last, only the beginning.
    let (start, overflow) = (day < 0 ? day + 1 : day).multipliedReportingOverflow(by: length)
    guard !overflow else { return nil }
    self = Timestamp(microseconds: day < 0 ? start - 1 : start).date
  }
}
