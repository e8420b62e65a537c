import OrderLedger

/// An order as a merchant's order page shows it.
struct OrderSheet {
  let order: OrderState
  private let timeline: [TimelineItem]
  private let replacements: [Replacement]
  private let context: StoryContext

  init(_ page: OrderPageContent) {
    order = page.order
    timeline = page.timeline
    replacements = page.replacements
    context = StoryContext(page.order)
  }

  /// The page as lines without their breaks.
  func lines(_ style: Style) -> [String] {
    var lines = header(style)
    func section(_ title: String, _ table: Table?) {
      guard let table, !table.isEmpty else { return }
      lines += ["", style(title, .bold)] + table.lines(style, indent: 2)
    }
    section("Lines", linesTable)
    lines += ["", style("Totals in \(order.currency.code)", .bold)] + totals(style)
    section("Payments", paymentsTable)
    section("Refunds", refundsTable)
    section("Refund attempts", attemptsTable)
    section("Disputes", Self.disputes(of: order, context))
    section("As the customer sees it", Self.presented(of: order, context))
    section("Cancellations asked for", order.requestsTable)
    section("Returns", returnsTable)
    lines += ["", style("Timeline (UTC)", .bold)] + history(style)
    return lines
  }

  private func header(_ style: Style) -> [String] {
    var facts = ["version \(order.version)"]
    if let placed = timeline.first?.transaction.header.effectiveAt {
      facts.insert("placed \(placed.second)", at: 0)
    }
    if let customer = order.customer { facts.append("customer \(customer.text)") }
    if let channel = order.channel { facts.append("channel \(channel.text)") }
    if let replaces = order.replaces { facts.append("replaces \(replaces.text)") }
    if !replacements.isEmpty {
      facts.append("replaced by \(replacements.map(\.order.text).joined(separator: ", "))")
    }
    let statuses = [
      order.status.name.spaced, order.paymentStatus.rawValue.spaced,
      order.fulfillmentStatus.rawValue.spaced,
    ]
    let title = style("Order \(order.id.text.printable())", .bold)
    return [
      title + "   " + statuses.joined(separator: " · "),
      facts.joined(separator: " · ").printable(),
    ]
  }

  private var linesTable: Table? {
    let goods = order.lines.filter { $0.placed.kind == .item }
    let services = order.lines.filter { $0.placed.kind != .item }
    var table = Table([
      .text("Line", minimum: 4), .text("Item", minimum: 8), .text("At", minimum: 4),
      .figure("Ordered"), .figure("Cancelled"), .figure("Fulfilled"), .figure("Returned"),
      .figure("Open"), .figure("Price"), .figure("Total"),
    ])
    for line in goods {
      let awaited = line.backordered > 0 ? " (\(line.backordered.grouped) awaited)" : ""
      table.row([
        Table.Cell(line.placed.id.text), Table.Cell(line.placed.sku?.text ?? ""),
        Table.Cell(line.placed.location?.text ?? ""), Table.Cell(line.placed.quantity.grouped),
        Table.Cell(line.cancelled.dashed), Table.Cell(line.fulfilled.dashed),
        Table.Cell(line.returned.dashed), Table.Cell(line.open.dashed + awaited),
        Table.Cell(order.currency.figure(line.placed.unitPrice)),
        Table.Cell(order.currency.figure(line.placed.total)),
      ])
    }
    for line in services {
      table.row([
        Table.Cell(line.placed.id.text), Table.Cell(line.placed.kind.name.spaced), "", "", "", "",
        "", "", "", Table.Cell(order.currency.figure(line.placed.total)),
      ])
    }
    return table
  }

  /// The sums that a customer or an accountant asks for; what is zero and unusual is left out.
  private func totals(_ style: Style) -> [String] {
    let placed = order.lines.map(\.placed)
    let discount = placed.reduce(0) { $0 + $1.discount }
    let tax = placed.reduce(0) { $0 + $1.tax }
    let rows: [(String, Int64, Style.Face?, always: Bool)] = [
      ("Placed value", order.total, nil, true),
      ("  discounts inside", -discount, .dim, false),
      ("  tax inside", tax, .dim, false),
      ("Reversed", order.value - order.total, nil, true),
      ("Value now", order.value, .bold, true),
      ("Authorized, not captured", order.authorized, nil, false),
      ("Captured", order.captured, nil, true),
      ("Outstanding", order.outstanding, .yellow, true),
      ("Refund owed", order.refundOwed, .yellow, order.refundDecided > 0),
      ("Refund pending", order.refundPending, nil, order.refundDecided > 0),
      ("Refund settled", order.refundSettled, nil, order.refundDecided > 0),
      ("Can still be refunded", order.refundable, nil, false),
      ("In dispute", order.disputed, .yellow, false),
      ("Lost by disputes", order.chargedBack, nil, false),
    ]
    let shown = rows.filter { $0.always || $0.1 != 0 }
    let figures = shown.map { order.currency.figure($0.1) }
    let width = figures.map(\.displayWidth).max() ?? 0
    return zip(shown, figures).map { row, figure in
      let face = row.2 == .yellow && row.1 == 0 ? nil : row.2
      return "  " + row.0.padded(to: 26) + style(figure.padded(to: width, right: true), face)
    }
  }

  private var paymentsTable: Table? {
    var table = Table([
      .text("Payment", minimum: 7), .text("With", minimum: 6), .figure("Authorized"),
      .figure("Captured"), .figure("Still promised"),
    ])
    for payment in order.payments {
      table.row([
        Table.Cell(payment.id.text),
        Table.Cell("\(payment.tender.name.text) (\(payment.tender.kind.name.spaced))"),
        Table.Cell(order.currency.figure(payment.authorized)),
        Table.Cell(order.currency.figure(payment.captured)),
        Table.Cell(order.currency.figure(payment.open)),
      ])
    }
    return table
  }

  private var refundsTable: Table? {
    var table = Table([
      .text("Refund", minimum: 10), .text("To", minimum: 8), .figure("Decided"), .figure("Owed"),
      .figure("Pending"), .figure("Settled"),
    ])
    for refund in order.refunds {
      var places = refund.shares.map { context.payment($0.payment) }
      if refund.unassigned > 0 { places.append("later") }
      table.row([
        Table.Cell(refund.id.text), Table.Cell(places.joined(separator: ", ")),
        Table.Cell(order.currency.figure(refund.amount)),
        Table.Cell(order.currency.figure(refund.owed), refund.owed > 0 ? .yellow : nil),
        Table.Cell(order.currency.figure(refund.pending)),
        Table.Cell(order.currency.figure(refund.settled)),
      ])
    }
    return table
  }

  private var attemptsTable: Table? {
    var table = Table([
      .text("Attempt", minimum: 7), .text("Refund", minimum: 8), .text("To", minimum: 8),
      .figure("Amount"), .text("Status"),
    ])
    for attempt in order.attempts {
      let refund = order.refunds.first { $0.number == attempt.refund }
      table.row([
        Table.Cell(attempt.id.text), Table.Cell(refund?.id.text ?? ""),
        Table.Cell(context.payment(attempt.payment)),
        Table.Cell(order.currency.figure(attempt.amount)),
        Table.Cell(attempt.status.name, attempt.status == .failed ? .red : nil),
      ])
    }
    return table
  }

  private func history(_ style: Style) -> [String] {
    var lines: [String] = []
    for item in timeline {
      let header = item.transaction.header
      let who = header.actor?.text ?? "–"
      lines.append(
        "  \(style(header.effectiveAt.minute, .dim))  \(who.printable().padded(to: 12))  "
          + item.transaction.headline(context).printable())
      let margin = String(repeating: " ", count: 34)
      if let reason = header.reason {
        lines.append(margin + "Why: \(reason.title.printable())")
      }
      if let note = item.note, !note.isEmpty { lines.append(margin + "Note: \(note.printable())") }
      if let erased = item.noteErasedBy {
        lines.append(margin + "Note erased by journal transaction \(erased)")
      }
    }
    return lines
  }
}

extension Int64 {
  /// A count; nothing is a dash, so that what is there stands out.
  var dashed: String { self == 0 ? "–" : grouped }
}
