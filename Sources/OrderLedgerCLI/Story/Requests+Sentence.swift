import OrderLedger

extension CancellationRequest {
  /// What was asked for, of whom, and until when.
  func sentences(_ context: StoryContext) -> [String] {
    let units = (cancel.lines ?? []).map { line in
      "\((line.quantity ?? 0).grouped) × \(context.goods(named: line.line)) (\(line.line.text))"
    }
    var text = "Cancelling \(units.joined(separator: ", ")) is asked"
    if let party { text += " of \(party.text)" }
    text += expires.map { ", until \($0.minute)" } ?? ""
    var lines = [text, "\(context.amount(amount)) would go back"]
    if needsApproval { lines.append("It waits for an approval") }
    return lines
  }
}

extension RequestAnswer {
  var sentence: String {
    switch status {
    case .open: "Request \(cancellation.text) is open"
    case .accepted: "Request \(cancellation.text) is accepted"
    case .rejected: "Request \(cancellation.text) is rejected; its units are free"
    case .expired: "Request \(cancellation.text) was not answered in time; its units are free"
    }
  }
}
