import OrderLedger

/// The reports' figures, summed up from the journal's entries one by one.
struct ReportFold {
  struct Key: Hashable {
    let day: Int64
    let reason: ReasonCode
    let currency: Currency
  }

  struct Figures: Hashable {
    var cancellations: Int64 = 0
    var wholeOrders: Int64 = 0
    var units: Int64 = 0
    var value: Int64 = 0
    var refunded: Int64 = 0

    static func += (left: inout Figures, right: Figures) {
      left.cancellations += right.cancellations
      left.wholeOrders += right.wholeOrders
      left.units += right.units
      left.value += right.value
      left.refunded += right.refunded
    }
  }

  struct Refunds: Hashable {
    var incurred: Int64 = 0
    var pending: Int64 = 0
    var settled: Int64 = 0
  }

  private(set) var days: [Key: Figures] = [:]
  private(set) var refunds: [Currency: Refunds] = [:]
  /// Refunds that came back after they were settled.
  private(set) var bounced = 0
  private var currencies: [OrderID: Currency] = [:]

  static func of(_ ledger: Ledger) async throws -> ReportFold {
    try await ledger.read { snapshot throws(LedgerError) in
      var fold = ReportFold()
      try snapshot.forEachTransaction { fold.add($0) }
      return fold
    }
  }

  private mutating func add(_ transaction: JournalTransaction) {
    let header = transaction.header
    for case .placement(let placement) in transaction.entries {
      currencies[placement.order] = placement.currency
    }
    guard let order = header.transition?.order, let currency = currencies[order] else { return }
    for case .decision(let decision) in transaction.entries where decision.amount > 0 {
      refunds[currency, default: Refunds()].incurred += decision.amount
    }
    for case .attempt(let attempt) in transaction.entries { add(attempt, currency) }
    guard header.command == "cancelOrder", let reason = header.reason else { return }
    var figures = Figures(cancellations: 1)
    if header.transition?.status == .cancelled { figures.wholeOrders = 1 }
    for case .line(let line) in transaction.entries {
      figures.units += line.cancelled
      figures.value += line.net + line.tax
    }
    for case .decision(let decision) in transaction.entries { figures.refunded += decision.amount }
    let key = Key(day: header.effectiveAt.dayNumber, reason: reason, currency: currency)
    days[key, default: Figures()] += figures
  }

  private mutating func add(_ attempt: AttemptChange, _ currency: Currency) {
    if attempt.status == .submitted {
      refunds[currency, default: Refunds()].pending += attempt.amount
    }
    if attempt.previous == .submitted {
      refunds[currency, default: Refunds()].pending -= attempt.amount
    }
    if attempt.status == .succeeded {
      refunds[currency, default: Refunds()].settled += attempt.amount
    }
    if attempt.previous == .succeeded {
      refunds[currency, default: Refunds()].incurred += attempt.amount
      bounced += 1
    }
  }

  /// What a report has to say: its rows by period, reason and currency.
  func report(
    from: CivilDate?, until: CivilDate?, by period: ReportPeriod
  ) throws -> [Row: Figures] {
    var rows: [Row: Figures] = [:]
    for (key, figures) in days {
      let date = try CivilDate(dayNumber: key.day)
      if let from, date < from { continue }
      if let until, date >= until { continue }
      let start: CivilDate? =
        switch period {
        case .day: date
        case .month: try CivilDate(year: date.year, month: date.month, day: 1)
        case .total: nil
        }
      rows[Row(period: start, reason: key.reason, currency: key.currency), default: Figures()] +=
        figures
    }
    return rows
  }

  struct Row: Hashable {
    let period: CivilDate?
    let reason: ReasonCode
    let currency: Currency
  }
}

extension ReportFold.Row {
  init(_ item: CancellationReason) {
    self.init(period: item.period, reason: item.reason, currency: item.currency)
  }
}

extension ReportFold.Figures {
  init(_ item: CancellationReason) {
    self.init(
      cancellations: item.cancellations, wholeOrders: item.wholeOrders, units: item.units,
      value: item.value, refunded: item.refunded)
  }
}
