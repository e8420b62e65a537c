import OrderLedger

extension CancellationPolicy {
  /// What the policy says, a sentence a rule.
  var sentences: [String] {
    var lines = rules.map(\.sentence)
    if rules.isEmpty { lines.append("Anyone may cancel anything that can be cancelled") }
    lines += fees.map { fee in
      "\(fee.basisPoints.percent) of what is due is kept as a fee, from "
        + "\(fee.from.grouped) seconds after placing on"
    }
    if let shipping { lines.append("Shipping: \(shipping.name)") }
    if let disposition { lines.append("Units: \(disposition.name)") }
    if let tenders {
      lines.append("Refunds go first to: \(tenders.map(\.name.spaced).joined(separator: ", "))")
    }
    if !backorder { lines.append("No orders for what is not in stock") }
    if let approval {
      lines.append(
        "Above \(approval.above.sentence) \(approval.roles.sentence) has to approve")
    }
    lines += refundLimits.map { limit in
      "\(limit.roles.sentence) may give back at most \(limit.limits.sentence) at once "
        + "(\(limit.name.text))"
    }
    if !administrators.isEmpty {
      lines.append("\(administrators.sentence) may set the next policy")
    }
    lines += grants.map { grant in
      "\(grant.actors.map(\.text).joined(separator: ", ")): \(grant.roles.sentence)"
    }
    return lines
  }
}

extension CancellationPolicy.Rule {
  fileprivate var sentence: String {
    var text = "\(name.text): \(roles?.sentence ?? "anyone") may cancel"
    if let fulfillment {
      text += " what is \(fulfillment.map(\.rawValue.spaced).joined(separator: " or "))"
    }
    if let payment {
      text += ", if it is \(payment.map(\.rawValue.spaced).joined(separator: " or "))"
    }
    if let within { text += ", within \(within.grouped) seconds" }
    if let refunds { text += ", refund: \(refunds.map(\.name.spaced).joined(separator: ", "))" }
    return waivesFee ? text + ", without a fee" : text
  }
}

extension [RoleName] {
  fileprivate var sentence: String { map(\.text).joined(separator: " or ") }
}

extension [CancellationPolicy.Limit] {
  fileprivate var sentence: String {
    isEmpty ? "nothing" : map { $0.currency.amount($0.amount) }.joined(separator: ", ")
  }
}

extension Int64 {
  /// Hundredths of a percent: `12.5 %`.
  fileprivate var percent: String {
    let rest = self % 100
    let digits =
      rest == 0 ? "" : rest % 10 == 0 ? ".\(rest / 10)" : ".\(rest < 10 ? "0" : "")\(rest)"
    return "\(self / 100)\(digits) %"
  }
}
