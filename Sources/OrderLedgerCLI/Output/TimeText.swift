import OrderLedger

extension Timestamp {
  /// Day and minute in UTC, for a column: `2026-11-23 10:15`.
  var minute: String { String(description.prefix(16)).replacingT }

  /// Day and second in UTC, for a sentence: `2026-11-23 10:15:30 UTC`.
  var second: String { String(description.prefix(19)).replacingT + " UTC" }

  /// The day in UTC.
  var day: String { String(description.prefix(10)) }
}

extension String {
  fileprivate var replacingT: String {
    String(map { $0 == "T" ? " " : $0 })
  }

  /// `partiallyCancelled` as people write it: `partially cancelled`.
  var spaced: String {
    var words = ""
    for character in self {
      if character.isUppercase { words.append(" ") }
      words.append(character.lowercased())
    }
    return words
  }

  /// The text with its first letter as at the start of a sentence.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension Int64 {
  /// `1 unit`, `3 units`.
  func counted(_ singular: String, _ plural: String? = nil) -> String {
    "\(grouped) \(self == 1 ? singular : plural ?? singular + "s")"
  }
}
