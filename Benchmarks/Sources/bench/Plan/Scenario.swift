/// One table: contestants that do the same orders on the same medium, interleaved.
struct Scenario: Codable {
  let suite: Suite
  let medium: Medium
  let orders: Int
  let rounds: Int
  /// The first is what the others are compared with.
  let entries: [Entry]

  var title: String {
    "\(suite.rawValue), \(medium == .disk ? "on disk" : "in memory"), "
      + "\(grouped(Double(orders))) orders"
  }
}
