import OrderLedger

extension DatabaseEngine {
  /// A line each `version …`, `source …`, and `option …` for each option that it was built with: from
  /// them `Scripts/torture engines` knows which library a program really runs with.
  var facts: [String] {
    ["version \(version)", "source \(sourceID)"] + compileOptions.map { "option \($0)" }
  }
}
