import OrderLedgerModel

/// The planning of one document: sorts its rows, places its order, moves stock and cancels.
struct DocumentPlan {
  let document: ImportDocument
  let planner: ImportPlanner
  var step: ImportStep
  var goods: [ImportRow] = []
  var shipping: [ImportRow] = []
  var cancelled: [(row: ImportRow, hits: [SaleHit])] = []

  init(_ document: ImportDocument, _ planner: ImportPlanner) {
    self.document = document
    self.planner = planner
    step = ImportStep(document: document.order)
  }

  var mapping: ImportMapping { planner.mapping }

  mutating func run(_ summary: inout ImportSummary) throws(LedgerError) {
    summary.rows += document.rows.count
    // Rows whose order number can't be read make documents without a number.
    let isNew = document.order.isEmpty ? true : try planner.index.open(document.order)
    guard isNew else {
      for row in document.rows { refuse(row, .orderReturns, &summary) }
      return
    }
    var lines: Set<String> = []
    var isCancellation = false
    for row in document.rows {
      switch row.kind {
      case .sale, .shipping, .adjustment:
        // Names are only claimed by rows that become lines of an order.
        let effect = row.effect(in: document, mapping)
        let isLine = row.kind != .adjustment || effect == .gift
        guard !isLine || lines.insert(row.line).inserted else {
          refuse(row, .lineReturns, &summary)
          continue
        }
        sort(row, effect, &summary)
      case .cancellation:
        isCancellation = true
        try match(row, &summary)
      case .cancelledNonItem:
        isCancellation = true
        summary.cancellations.lines += 1
        summary.cancellations.notItem += 1
        report(.notItem, row, "cancellation of what is no item")
      case .notItem:
        summary.notItem += 1
        report(.notItem, row, "neither item nor shipping")
      case .unpayablePrice:
        summary.unpayable += 1
        report(.unpayablePrice, row, "can't be paid in \(mapping.currency.code)")
      case .badDebt:
        summary.badDebt += 1
        report(.badDebt, row, "not booked")
      case .malformed(let fault):
        refuse(row, fault, &summary)
      }
    }
    if isCancellation { summary.cancellations.documents += 1 }
    try placeOrder(&summary)
    try cancelOrders(&summary)
  }

  mutating func report(
    _ outcome: ImportFinding.Outcome, _ row: ImportRow, _ detail: String
  ) {
    step.findings.append(ImportFinding(outcome, row, detail))
  }

  private mutating func refuse(
    _ row: ImportRow, _ fault: RowFault, _ summary: inout ImportSummary
  ) {
    summary.malformed += 1
    report(.malformed, row, fault.meaning)
  }

  private mutating func sort(
    _ row: ImportRow, _ effect: StockEffect, _ summary: inout ImportSummary
  ) {
    guard row.kind == .adjustment else {
      if row.kind == .sale { goods.append(row) } else { shipping.append(row) }
      return
    }
    summary.adjustments.rows += 1
    switch effect {
    case .gift:
      summary.adjustments.gifts += 1
      goods.append(row)
      report(.adjustment, row, "given away with the order")
    case .writtenOff:
      summary.adjustments.writtenOff += 1
      report(.adjustment, row, "written off")
      move(row, from: .available, to: .scrapped, "write-off")
    case .found:
      summary.adjustments.found += 1
      report(.adjustment, row, "found")
      move(row, from: .countAdjustment, to: .available, "stock-in")
    case .none, .sold, .returned:
      summary.adjustments.notItem += 1
      report(.adjustment, row, "not an item: nothing moved")
    }
  }

  private mutating func move(
    _ row: ImportRow, from: Bucket, to: Bucket, _ reason: ReasonCode
  ) {
    let place = mapping.location
    step.add(
      .moveStock(
        MoveStock(
          sku: SKU(unchecked: row.sku), from: StockPlace(location: place, bucket: from),
          to: StockPlace(location: place, bucket: to), quantity: row.units, reason: reason)),
      key: planner.names.key("move", row.order, row: row.number), at: row.at, rows: [row.number])
  }
}
