import OrderLedgerModel

/// The columns of the sketches. 0 stands for a row as a whole.
enum SketchedColumn {
  /// Of an order.
  static let openUnits = 1
  static let fulfilledUnits = 2
  static let cancelledUnits = 3
  static let value = 4
  static let received = 5
  static let authorized = 6
  static let captured = 7
  static let decided = 8
  static let pending = 9
  static let settled = 10
  static let payments = 11
  static let refunds = 12
  static let attempts = 13
  static let cancelledBy = 14
  static let cancellations = 15
  static let disputes = 16
  static let requests = 30
  static let presented = 31
  static let returns = 32

  /// Of a payment or a refund's share.
  static let first = 1
  static let second = 2
  static let third = 3
  static let fourth = 4

  /// Of an order's account: what is posted, credits less debits; what is pending.
  static let credit = 1
  static let pendingCredit = 2
}

extension SketchSecret {
  /// A step of an order from one version to the next ends here, and the next one begins here.
  func transition(_ order: Int64, version: Int64, sequence: Int64) -> SketchedRow {
    row(.transition) {
      $0.combine(order)
      $0.combine(version)
      $0.combine(sequence)
    }
  }

  func document(_ kind: Int64, _ name: String, _ order: Int64, _ sequence: Int64) -> SketchedRow {
    row(.document) {
      $0.combine(kind)
      $0.combine(bytes: name)
      $0.combine(order)
      $0.combine(sequence)
    }
  }

  /// A document's name, whatever took it: what its closing is added to.
  func document(_ kind: Int64, _ name: String) -> SketchedRow {
    row(.document) {
      $0.combine(kind)
      $0.combine(bytes: name)
    }
  }

  func gatewayReference(
    _ gateway: String, _ kind: Int64, _ reference: String, _ sequence: Int64
  ) -> SketchedRow {
    row(.gatewayReference) {
      $0.combine(bytes: gateway)
      $0.combine(kind)
      $0.combine(bytes: reference)
      $0.combine(sequence)
    }
  }

  /// What of a payment never changes.
  func payment(_ order: Int64, _ payment: PaymentState) -> SketchedRow {
    row(.payment) {
      $0.combine(order)
      $0.combine(payment.number)
      $0.combine(bytes: payment.id.text)
      $0.combine(payment.tender.kind.rawValue)
      $0.combine(bytes: payment.tender.name.text)
      $0.combine(payment.authorized)
    }
  }

  /// What of a refund's share never changes.
  func refund(_ order: Int64, _ row: RefundRow) -> SketchedRow {
    self.row(.refund) {
      $0.combine(order)
      $0.combine(row.refund)
      $0.combine(row.payment)
      $0.combine(row.position)
      $0.combine(bytes: row.name.text)
      $0.combine(row.total)
    }
  }
}
