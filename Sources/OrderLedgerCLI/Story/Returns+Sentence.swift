import OrderLedger

extension ReturnChange {
  func sentence(_ context: StoryContext) -> String {
    let units = "\(quantity.grouped) × \(context.goods(lineNumber)) (\(line.text))"
    return switch (kind, disposition) {
    case (.announce, _):
      "\(units) to come back as return \(id.text)\(location.map { " at \($0.text)" } ?? "")"
    case (.receive, _): "\(units) came back, return \(id.text)"
    case (.cancel, _): "\(units) not to come back after all, return \(id.text)"
    case (.inspect, .damaged): "\(units) inspected: damaged, return \(id.text)"
    case (.inspect, .scrapped): "\(units) inspected: scrapped, return \(id.text)"
    case (.inspect, .kept): "\(units) left with the customer, return \(id.text)"
    case (.inspect, _): "\(units) inspected: back for sale, return \(id.text)"
    }
  }
}

extension HoldChange {
  var sentence: String {
    let units = "\(quantity.grouped) × \(sku.text) at \(location.text)"
    switch kind {
    case .hold:
      let end = expires.map { " until \($0.second)" } ?? ""
      return "\(units) held as \(hold.text)\(end)"
    case .release: return "\(units) let go from hold \(hold.text)"
    case .expire: return "\(units) let go: hold \(hold.text) expired"
    case .order: return "\(units) from hold \(hold.text) go to the order"
    }
  }
}
