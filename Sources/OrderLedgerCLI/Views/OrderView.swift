import OrderLedger

/// An order as JSON. Amounts are in minor units of its currency.
struct OrderView: JSONLine {
  struct Line: Encodable {
    let line: String
    let kind: String
    let sku: String?
    let location: String?
    let unitPrice: Int64
    let ordered: Int64
    let cancelled: Int64
    let fulfilled: Int64
    let returned: Int64
    let open: Int64
    let backordered: Int64
    let gross: Int64
    let discount: Int64
    let tax: Int64
    let total: Int64
  }

  struct Payment: Encodable {
    let payment: String
    let tender: [String: String]
    let authorized: Int64
    let captured: Int64
    let open: Int64
  }

  struct Refund: Encodable {
    struct Share: Encodable {
      let payment: String
      let amount: Int64
      let owed: Int64
      let pending: Int64
      let settled: Int64
    }

    let refund: String
    let amount: Int64
    let owed: Int64
    let pending: Int64
    let settled: Int64
    let unassigned: Int64
    let shares: [Share]
  }

  struct Attempt: Encodable {
    let attempt: String
    let refund: String?
    let payment: String?
    let amount: Int64
    let status: String
  }

  struct Event: Encodable {
    let seq: Int64
    let recordedAt: String
    let effectiveAt: String
    let command: String
    let actor: String?
    let document: String?
    let reason: String?
    let note: String?
    let text: String
  }

  let order: String
  let currency: String
  let customer: String?
  let channel: String?
  let version: Int64
  let status: String
  let paymentStatus: String
  let fulfillmentStatus: String
  let lines: [Line]
  let payments: [Payment]
  let refunds: [Refund]
  let attempts: [Attempt]
  let timeline: [Event]
  let total: Int64
  let value: Int64
  let authorized: Int64
  let captured: Int64
  let outstanding: Int64
  let refundable: Int64
  let refundOwed: Int64
  let refundPending: Int64
  let refundSettled: Int64
  let cancelledBy: Int64?
}

extension OrderView {
  init(_ page: OrderPageContent) {
    let order = page.order
    let context = StoryContext(order)
    func payment(_ number: Int) -> String? {
      order.payments.first { $0.number == number }?.id.text
    }
    self.init(
      order: order.id.text, currency: order.currency.code, customer: order.customer?.text,
      channel: order.channel?.text, version: order.version, status: order.status.name,
      paymentStatus: order.paymentStatus.rawValue,
      fulfillmentStatus: order.fulfillmentStatus.rawValue, lines: order.lines.map(Line.init),
      payments: order.payments.map(Payment.init),
      refunds: order.refunds.map { Refund($0, payment) },
      attempts: order.attempts.map { attempt in
        Attempt(
          attempt: attempt.id.text,
          refund: order.refunds.first { $0.number == attempt.refund }?.id.text,
          payment: payment(attempt.payment), amount: attempt.amount, status: attempt.status.name)
      },
      timeline: page.timeline.map { Event($0, context) }, total: order.total, value: order.value,
      authorized: order.authorized, captured: order.captured, outstanding: order.outstanding,
      refundable: order.refundable, refundOwed: order.refundOwed,
      refundPending: order.refundPending, refundSettled: order.refundSettled,
      cancelledBy: order.cancelledBy)
  }
}

extension OrderView.Line {
  fileprivate init(_ line: LineState) {
    let placed = line.placed
    self.init(
      line: placed.id.text, kind: placed.kind.name, sku: placed.sku?.text,
      location: placed.location?.text, unitPrice: placed.unitPrice, ordered: placed.quantity,
      cancelled: line.cancelled, fulfilled: line.fulfilled, returned: line.returned,
      open: line.open, backordered: line.backordered, gross: placed.gross,
      discount: placed.discount, tax: placed.tax, total: placed.total)
  }
}

extension OrderView.Payment {
  fileprivate init(_ payment: PaymentState) {
    self.init(
      payment: payment.id.text,
      tender: ["kind": payment.tender.kind.name, "name": payment.tender.name.text],
      authorized: payment.authorized, captured: payment.captured, open: payment.open)
  }
}

extension OrderView.Refund {
  fileprivate init(_ refund: RefundState, _ payment: (Int) -> String?) {
    self.init(
      refund: refund.id.text, amount: refund.amount, owed: refund.owed, pending: refund.pending,
      settled: refund.settled, unassigned: refund.unassigned,
      shares: refund.shares.map { share in
        Share(
          payment: payment(share.payment) ?? "", amount: share.amount, owed: share.owed,
          pending: share.pending, settled: share.settled)
      })
  }
}

extension OrderView.Event {
  fileprivate init(_ item: TimelineItem, _ context: StoryContext) {
    let header = item.transaction.header
    self.init(
      seq: header.sequence, recordedAt: header.recordedAt.description,
      effectiveAt: header.effectiveAt.description, command: header.command,
      actor: header.actor?.text, document: header.document, reason: header.reason?.text,
      note: item.note, text: item.transaction.headline(context))
  }
}
