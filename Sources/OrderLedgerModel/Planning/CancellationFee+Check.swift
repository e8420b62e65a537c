extension CancellationFee {
  /// Refuses a fee that is none, and one that nothing goes back to be kept from.
  func check(beside refund: RefundChoice) throws(LedgerError) {
    try checkAmount(amount, from: 1, .field("fee.amount"))
    guard tax >= 0, tax <= amount else {
      throw LedgerError(
        .invalidAmount, .field("fee.tax"), found: "\(tax)", allowed: "0 to \(amount)")
    }
    if tax > 0, taxCode == nil { throw LedgerError(.missingField, .field("fee.taxCode")) }
    if refund.kind == .none {
      throw LedgerError(
        .invalidChoice, .field("fee"), found: "a fee",
        allowed: "no fee where no money goes back")
    }
  }
}
