import OrderLedger

/// A return as the oracle keeps it.
struct OracleReturn: Sendable {
  /// Units of a line that left together.
  struct Portion: Sendable {
    let line: Int
    /// The fulfillment.
    let sentBy: String
    let location: String
    var announced: Int64
    var received: Int64 = 0
    var restocked: Int64 = 0
    var damaged: Int64 = 0
    var scrapped: Int64 = 0
    var kept: Int64 = 0
    var cancelled: Int64 = 0

    var awaited: Int64 { announced - received - kept - cancelled }
    var inspecting: Int64 { received - restocked - damaged - scrapped }
    var taken: Int64 { announced - cancelled }
    var settled: Int64 { restocked + damaged + scrapped + kept }

    mutating func settle(_ quantity: Int64, _ disposition: Disposition.Kind) {
      switch disposition {
      case .restock: restocked += quantity
      case .damaged: damaged += quantity
      case .scrapped: scrapped += quantity
      case .kept: kept += quantity
      }
    }
  }

  let id: String
  var portions: [Portion] = []

  var awaited: Int64 { portions.reduce(0) { $0 + $1.awaited } }
  var inspecting: Int64 { portions.reduce(0) { $0 + $1.inspecting } }

  /// Nothing has come yet, something is still to come or to be seen to, all is decided, or all was
  /// called off.
  var status: String {
    let taken = portions.reduce(0) { $0 + $1.taken }
    if taken == 0 { return "cancelled" }
    if awaited == taken { return "announced" }
    return awaited + inspecting > 0 ? "inProgress" : "closed"
  }
}

extension OracleOrder {
  func portions(of line: Int, sentBy fulfillment: String) -> [OracleReturn.Portion] {
    returns.flatMap(\.portions).filter { $0.line == line && $0.sentBy == fulfillment }
  }

  /// The sum of something over what returns have of a line.
  func returned(_ line: Int, _ figure: (OracleReturn.Portion) -> Int64) -> Int64 {
    returns.reduce(0) { sum, document in
      document.portions.reduce(sum) { $0 + ($1.line == line ? figure($1) : 0) }
    }
  }

  /// Units on their way back, or waiting for a look.
  func returning(_ line: Int) -> Int64 { returned(line) { $0.awaited + $0.inspecting } }
}
